CREATE TABLE "payout_batches" (
	"merchant_id" text NOT NULL,
	"id" text NOT NULL,
	"mode" text NOT NULL,
	"rows" jsonb NOT NULL,
	"amount" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"made_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "payout_batches_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "payout_batches_amount" CHECK ("payout_batches"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "payouts" (
	"merchant_id" text NOT NULL,
	"id" text NOT NULL,
	"mode" text NOT NULL,
	"release_id" text NOT NULL,
	"escrow_id" text NOT NULL,
	"payment_id" text NOT NULL,
	"status" text NOT NULL,
	"because" jsonb NOT NULL,
	"amount" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"beneficiary_name" text NOT NULL,
	"iban" text NOT NULL,
	"ready_at" timestamp with time zone NOT NULL,
	"way" text,
	"provider_account_id" text,
	"round" integer DEFAULT 0 NOT NULL,
	"batch_id" text,
	"requested_by" text,
	"decided_by" text,
	"provider_reference" text,
	"provider_payout_id" text,
	"bank_reference" text,
	"absent_answers" integer DEFAULT 0 NOT NULL,
	"absent_since" timestamp with time zone,
	"next_check_at" timestamp with time zone,
	"check_step" integer DEFAULT 0 NOT NULL,
	"sent_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "payouts_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "payouts_release" UNIQUE("merchant_id","release_id"),
	CONSTRAINT "payouts_reference" UNIQUE("merchant_id","provider_reference"),
	CONSTRAINT "payouts_amount" CHECK ("payouts"."amount" > 0),
	CONSTRAINT "payouts_iban" CHECK ("payouts"."iban" ~ '^TR[0-9]{24}$'),
	CONSTRAINT "payouts_four_eyes" CHECK ("payouts"."decided_by" is null or "payouts"."decided_by" <> "payouts"."requested_by"),
	CONSTRAINT "payouts_decided" CHECK ("payouts"."status" in ('waiting', 'awaiting_approval', 'withdrawn', 'failed') or ("payouts"."requested_by" is not null and "payouts"."decided_by" is not null))
);
--> statement-breakpoint
ALTER TABLE "payouts" ADD CONSTRAINT "payouts_merchant_id_release_id_escrow_releases_merchant_id_id_fk" FOREIGN KEY ("merchant_id","release_id") REFERENCES "public"."escrow_releases"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payouts" ADD CONSTRAINT "payouts_merchant_id_escrow_id_escrow_accounts_merchant_id_id_fk" FOREIGN KEY ("merchant_id","escrow_id") REFERENCES "public"."escrow_accounts"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payouts" ADD CONSTRAINT "payouts_merchant_id_payment_id_payments_merchant_id_id_fk" FOREIGN KEY ("merchant_id","payment_id") REFERENCES "public"."payments"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payouts" ADD CONSTRAINT "payouts_merchant_id_batch_id_payout_batches_merchant_id_id_fk" FOREIGN KEY ("merchant_id","batch_id") REFERENCES "public"."payout_batches"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "payout_batches_newest" ON "payout_batches" USING btree ("merchant_id","mode","created_at");--> statement-breakpoint
CREATE INDEX "payouts_newest" ON "payouts" USING btree ("merchant_id","mode","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "payouts_status" ON "payouts" USING btree ("merchant_id","mode","status");--> statement-breakpoint
CREATE INDEX "payouts_of" ON "payouts" USING btree ("merchant_id","escrow_id");--> statement-breakpoint
CREATE INDEX "payouts_due" ON "payouts" USING btree ("next_check_at") WHERE next_check_at is not null;