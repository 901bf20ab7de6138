CREATE TABLE "captures" (
	"merchant_id" text NOT NULL,
	"id" text NOT NULL,
	"mode" text NOT NULL,
	"payment_id" text NOT NULL,
	"provider_account_id" text NOT NULL,
	"provider" text NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"because" jsonb NOT NULL,
	"amount" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"requested_by" text,
	"authorisation_transaction_id" text NOT NULL,
	"capture_transaction_id" text,
	"next_check_at" timestamp with time zone,
	"check_step" integer NOT NULL,
	"absent_answers" integer NOT NULL,
	"absent_since" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "captures_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "captures_transaction" UNIQUE("merchant_id","provider_account_id","capture_transaction_id"),
	CONSTRAINT "captures_amount" CHECK ("captures"."amount" > 0)
);
--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "amount_authorised" bigint;--> statement-breakpoint
ALTER TABLE "captures" ADD CONSTRAINT "captures_merchant_id_payment_id_payments_merchant_id_id_fk" FOREIGN KEY ("merchant_id","payment_id") REFERENCES "public"."payments"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "captures_one_open" ON "captures" USING btree ("merchant_id","payment_id") WHERE status in ('requested', 'sending', 'unknown');--> statement-breakpoint
CREATE UNIQUE INDEX "captures_one_capture" ON "captures" USING btree ("merchant_id","payment_id") WHERE kind = 'capture' and status = 'confirmed';--> statement-breakpoint
CREATE INDEX "captures_due" ON "captures" USING btree ("next_check_at") WHERE next_check_at is not null;