CREATE TABLE "escrow_mirrors" (
	"merchant_id" text NOT NULL,
	"id" text NOT NULL,
	"mode" text NOT NULL,
	"escrow_id" text NOT NULL,
	"payment_id" text NOT NULL,
	"provider" text NOT NULL,
	"provider_account_id" text NOT NULL,
	"transaction_id" text NOT NULL,
	"status" text NOT NULL,
	"because" jsonb NOT NULL,
	"decision" text,
	"ready_at" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"round" integer DEFAULT 0 NOT NULL,
	"seen" text,
	"seen_at" timestamp with time zone,
	"drift" text,
	"absent_answers" integer DEFAULT 0 NOT NULL,
	"absent_since" timestamp with time zone,
	"next_check_at" timestamp with time zone,
	"check_step" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "escrow_mirrors_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "escrow_mirrors_case" UNIQUE("merchant_id","escrow_id")
);
--> statement-breakpoint
CREATE TABLE "provider_members" (
	"merchant_id" text NOT NULL,
	"id" text NOT NULL,
	"mode" text NOT NULL,
	"provider_account_id" text NOT NULL,
	"iban" text NOT NULL,
	"name" text NOT NULL,
	"status" text NOT NULL,
	"member_number" integer,
	"detail" text,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "provider_members_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "provider_members_iban" UNIQUE("merchant_id","provider_account_id","iban")
);
--> statement-breakpoint
ALTER TABLE "payouts" DROP CONSTRAINT "payouts_decided";--> statement-breakpoint
ALTER TABLE "provider_accounts" ADD COLUMN "escrow_mirror" text DEFAULT 'off' NOT NULL;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "held_at_provider" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "escrow_mirrors" ADD CONSTRAINT "escrow_mirrors_merchant_id_escrow_id_escrow_accounts_merchant_id_id_fk" FOREIGN KEY ("merchant_id","escrow_id") REFERENCES "public"."escrow_accounts"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "escrow_mirrors" ADD CONSTRAINT "escrow_mirrors_merchant_id_provider_account_id_provider_accounts_merchant_id_id_fk" FOREIGN KEY ("merchant_id","provider_account_id") REFERENCES "public"."provider_accounts"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_members" ADD CONSTRAINT "provider_members_merchant_id_provider_account_id_provider_accounts_merchant_id_id_fk" FOREIGN KEY ("merchant_id","provider_account_id") REFERENCES "public"."provider_accounts"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "escrow_mirrors_status" ON "escrow_mirrors" USING btree ("merchant_id","mode","status");--> statement-breakpoint
CREATE INDEX "escrow_mirrors_due" ON "escrow_mirrors" USING btree ("next_check_at") WHERE next_check_at is not null;--> statement-breakpoint
ALTER TABLE "payouts" ADD CONSTRAINT "payouts_decided" CHECK ("payouts"."status" in ('waiting', 'awaiting_approval', 'withdrawn', 'failed') or "payouts"."way" = 'approval' or ("payouts"."requested_by" is not null and "payouts"."decided_by" is not null));