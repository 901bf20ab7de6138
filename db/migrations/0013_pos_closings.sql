CREATE TABLE "pos_closing_rows" (
	"merchant_id" text NOT NULL,
	"closing_id" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"channel" text NOT NULL,
	"amount" bigint NOT NULL,
	"happened_on" date NOT NULL,
	CONSTRAINT "pos_closing_rows_merchant_id_subject_kind_subject_id_pk" PRIMARY KEY("merchant_id","subject_kind","subject_id")
);
--> statement-breakpoint
CREATE TABLE "pos_closings" (
	"merchant_id" text NOT NULL,
	"id" text NOT NULL,
	"mode" text NOT NULL,
	"day" date NOT NULL,
	"cashier_id" text NOT NULL,
	"branch_id" text NOT NULL,
	"status" text NOT NULL,
	"because" jsonb NOT NULL,
	"expected" jsonb NOT NULL,
	"counted" jsonb NOT NULL,
	"difference" bigint NOT NULL,
	"reason" text,
	"counted_by" text NOT NULL,
	"counted_at" timestamp with time zone NOT NULL,
	"signed_by" text,
	"signed_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "pos_closings_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "pos_closings_day" UNIQUE("merchant_id","mode","day","cashier_id","branch_id"),
	CONSTRAINT "pos_closings_two_people" CHECK ("pos_closings"."signed_by" is null or "pos_closings"."signed_by" <> "pos_closings"."counted_by"),
	CONSTRAINT "pos_closings_reason" CHECK ("pos_closings"."difference" = 0 or length("pos_closings"."reason") > 0),
	CONSTRAINT "pos_closings_locked" CHECK ((status = 'locked') = ("pos_closings"."signed_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "pos_closing_rows" ADD CONSTRAINT "pos_closing_rows_merchant_id_closing_id_pos_closings_merchant_id_id_fk" FOREIGN KEY ("merchant_id","closing_id") REFERENCES "public"."pos_closings"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "pos_closing_rows_of" ON "pos_closing_rows" USING btree ("merchant_id","closing_id");--> statement-breakpoint
CREATE INDEX "pos_closings_newest" ON "pos_closings" USING btree ("merchant_id","mode","day" DESC NULLS LAST);