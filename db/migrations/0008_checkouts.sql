CREATE TABLE "checkouts" (
	"merchant_id" text NOT NULL,
	"id" text NOT NULL,
	"mode" text NOT NULL,
	"status" text NOT NULL,
	"because" jsonb NOT NULL,
	"amount" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"provider" text,
	"description" text,
	"customer_name" text,
	"customer_email" text,
	"customer_phone" text,
	"items" jsonb NOT NULL,
	"capture" text NOT NULL,
	"max_installments" integer NOT NULL,
	"payer_bears_difference" boolean NOT NULL,
	"reference_no" text,
	"share_token" text NOT NULL,
	"success_url" text,
	"failure_url" text,
	"metadata" jsonb NOT NULL,
	"payment_id" text,
	"expires_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "checkouts_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "checkouts_share_token" UNIQUE("merchant_id","share_token"),
	CONSTRAINT "checkouts_amount" CHECK ("checkouts"."amount" > 0 and "checkouts"."amount" <= 1000000000000),
	CONSTRAINT "checkouts_installments" CHECK ("checkouts"."max_installments" between 1 and 36)
);
--> statement-breakpoint
CREATE TABLE "payment_freezes" (
	"merchant_id" text NOT NULL,
	"id" text NOT NULL,
	"mode" text NOT NULL,
	"scope" text NOT NULL,
	"key" text NOT NULL,
	"tries" integer NOT NULL,
	"declined" integer NOT NULL,
	"frozen_at" timestamp with time zone NOT NULL,
	"frozen_until" timestamp with time zone NOT NULL,
	"lifted_at" timestamp with time zone,
	"lifted_by" text,
	CONSTRAINT "payment_freezes_merchant_id_id_pk" PRIMARY KEY("merchant_id","id")
);
--> statement-breakpoint
CREATE TABLE "routing_rules" (
	"merchant_id" text NOT NULL,
	"id" text NOT NULL,
	"mode" text NOT NULL,
	"position" integer NOT NULL,
	"provider_account_id" text NOT NULL,
	"card_families" text[] NOT NULL,
	"amount_min" bigint,
	"amount_max" bigint,
	"installments_min" integer NOT NULL,
	"installments_max" integer NOT NULL,
	"valid_from" timestamp with time zone NOT NULL,
	"valid_to" timestamp with time zone,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "routing_rules_merchant_id_id_pk" PRIMARY KEY("merchant_id","id")
);
--> statement-breakpoint
ALTER TABLE "provider_accounts" ADD COLUMN "card_entry" text DEFAULT 'redirect' NOT NULL;--> statement-breakpoint
ALTER TABLE "provider_accounts" ADD COLUMN "card_entry_acknowledged_by" text;--> statement-breakpoint
ALTER TABLE "provider_accounts" ADD COLUMN "card_entry_acknowledged_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "card_entry" text;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "charge_by" text;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "amount" bigint;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "installments" integer;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "provider_url" text;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "sealed_session" text;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "charges" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "address_key" text;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "bin" text;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "next_check_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "check_step" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "absent_answers" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "absent_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "checkout_id" text;--> statement-breakpoint
CREATE INDEX "checkouts_newest" ON "checkouts" USING btree ("merchant_id","mode","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "checkouts_reference" ON "checkouts" USING btree ("merchant_id","mode","reference_no");--> statement-breakpoint
CREATE INDEX "checkouts_ending" ON "checkouts" USING btree ("expires_at") WHERE status in ('open', 'processing');--> statement-breakpoint
CREATE INDEX "payment_freezes_live" ON "payment_freezes" USING btree ("merchant_id","mode","scope","key","frozen_until");--> statement-breakpoint
CREATE INDEX "routing_rules_order" ON "routing_rules" USING btree ("merchant_id","mode","position");--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_merchant_id_checkout_id_checkouts_merchant_id_id_fk" FOREIGN KEY ("merchant_id","checkout_id") REFERENCES "public"."checkouts"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attempts_reference" ON "attempts" USING btree ("merchant_id","provider_reference");--> statement-breakpoint
CREATE INDEX "attempts_named" ON "attempts" USING btree ("provider_reference") WHERE charge_by is not null;--> statement-breakpoint
CREATE INDEX "attempts_due" ON "attempts" USING btree ("next_check_at") WHERE next_check_at is not null;--> statement-breakpoint
CREATE INDEX "attempts_recent" ON "attempts" USING btree ("merchant_id","mode","started_at") WHERE charge_by is not null;--> statement-breakpoint
CREATE INDEX "payments_checkout" ON "payments" USING btree ("merchant_id","checkout_id");