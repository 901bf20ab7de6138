CREATE TABLE "escrow_accounts" (
	"merchant_id" text NOT NULL,
	"id" text NOT NULL,
	"mode" text NOT NULL,
	"payment_id" text NOT NULL,
	"status" text NOT NULL,
	"substate" text NOT NULL,
	"because" jsonb NOT NULL,
	"amount_total" bigint NOT NULL,
	"amount_held" bigint NOT NULL,
	"amount_pending" bigint NOT NULL,
	"amount_released" bigint NOT NULL,
	"amount_refunded" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"terms" jsonb NOT NULL,
	"evidence_class" text DEFAULT 'none' NOT NULL,
	"owner_id" text,
	"held_at" timestamp with time zone,
	"shipped_at" timestamp with time zone,
	"delivered_at" timestamp with time zone,
	"ship_by" timestamp with time zone,
	"auto_release_at" timestamp with time zone,
	"paused_at" timestamp with time zone,
	"next_check_at" timestamp with time zone,
	"check_step" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"ended_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "escrow_accounts_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "escrow_accounts_payment" UNIQUE("merchant_id","payment_id"),
	CONSTRAINT "escrow_accounts_conserved" CHECK ("escrow_accounts"."amount_total" = "escrow_accounts"."amount_held" + "escrow_accounts"."amount_pending" + "escrow_accounts"."amount_released" + "escrow_accounts"."amount_refunded"),
	CONSTRAINT "escrow_accounts_amounts" CHECK ("escrow_accounts"."amount_held" >= 0 and "escrow_accounts"."amount_pending" >= 0 and "escrow_accounts"."amount_released" >= 0 and "escrow_accounts"."amount_refunded" >= 0)
);
--> statement-breakpoint
CREATE TABLE "escrow_evidence" (
	"merchant_id" text NOT NULL,
	"id" text NOT NULL,
	"mode" text NOT NULL,
	"escrow_id" text NOT NULL,
	"kind" text NOT NULL,
	"data" jsonb NOT NULL,
	"file_hash" text,
	"file_name" text,
	"says_delivered" boolean NOT NULL,
	"actor" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "escrow_evidence_merchant_id_id_pk" PRIMARY KEY("merchant_id","id")
);
--> statement-breakpoint
CREATE TABLE "escrow_releases" (
	"merchant_id" text NOT NULL,
	"id" text NOT NULL,
	"mode" text NOT NULL,
	"escrow_id" text NOT NULL,
	"status" text NOT NULL,
	"because" jsonb NOT NULL,
	"amount" bigint NOT NULL,
	"amount_asked" bigint,
	"currency" char(3) NOT NULL,
	"note" text NOT NULL,
	"batch_id" text,
	"snapshot" jsonb NOT NULL,
	"requested_by" text NOT NULL,
	"decided_by" text,
	"amount_beneficiary" bigint NOT NULL,
	"applied_at" timestamp with time zone,
	"undo_until" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "escrow_releases_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "escrow_releases_amount" CHECK ("escrow_releases"."amount" > 0 and "escrow_releases"."amount_beneficiary" between 0 and "escrow_releases"."amount"),
	CONSTRAINT "escrow_releases_four_eyes" CHECK ("escrow_releases"."decided_by" is null or "escrow_releases"."decided_by" <> "escrow_releases"."requested_by")
);
--> statement-breakpoint
CREATE TABLE "release_batches" (
	"merchant_id" text NOT NULL,
	"id" text NOT NULL,
	"mode" text NOT NULL,
	"rows" jsonb NOT NULL,
	"evidence_class" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"note" text NOT NULL,
	"requested_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "release_batches_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "release_batches_amount" CHECK ("release_batches"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "disputes" (
	"merchant_id" text NOT NULL,
	"id" text NOT NULL,
	"mode" text NOT NULL,
	"payment_id" text NOT NULL,
	"escrow_id" text,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"because" jsonb NOT NULL,
	"reason" text NOT NULL,
	"amount" bigint NOT NULL,
	"from_held" bigint NOT NULL,
	"from_released" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"provider_reference" text,
	"deadline_at" timestamp with time zone,
	"owner_id" text,
	"opened_by" jsonb NOT NULL,
	"outcome" text,
	"ended_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "disputes_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "disputes_amount" CHECK ("disputes"."amount" > 0 and "disputes"."from_held" >= 0 and "disputes"."from_released" >= 0)
);
--> statement-breakpoint
CREATE TABLE "delivery_codes" (
	"merchant_id" text NOT NULL,
	"id" text NOT NULL,
	"mode" text NOT NULL,
	"escrow_id" text NOT NULL,
	"code_hash" text NOT NULL,
	"sent_to" text NOT NULL,
	"wrong_tries" integer NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "delivery_codes_merchant_id_id_pk" PRIMARY KEY("merchant_id","id")
);
--> statement-breakpoint
CREATE TABLE "evidence_files" (
	"merchant_id" text NOT NULL,
	"sha256" text NOT NULL,
	"media_type" text NOT NULL,
	"size" integer NOT NULL,
	"content" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "evidence_files_merchant_id_sha256_pk" PRIMARY KEY("merchant_id","sha256"),
	CONSTRAINT "evidence_files_hash" CHECK ("evidence_files"."sha256" = encode(sha256("evidence_files"."content"), 'hex') and "evidence_files"."size" = length("evidence_files"."content")),
	CONSTRAINT "evidence_files_size" CHECK ("evidence_files"."size" between 1 and 5242880)
);
--> statement-breakpoint
ALTER TABLE "checkouts" ADD COLUMN "escrow" jsonb;--> statement-breakpoint
ALTER TABLE "pos_sessions" ADD COLUMN "escrow" jsonb;--> statement-breakpoint
ALTER TABLE "escrow_accounts" ADD CONSTRAINT "escrow_accounts_merchant_id_payment_id_payments_merchant_id_id_fk" FOREIGN KEY ("merchant_id","payment_id") REFERENCES "public"."payments"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "escrow_evidence" ADD CONSTRAINT "escrow_evidence_merchant_id_escrow_id_escrow_accounts_merchant_id_id_fk" FOREIGN KEY ("merchant_id","escrow_id") REFERENCES "public"."escrow_accounts"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "escrow_releases" ADD CONSTRAINT "escrow_releases_merchant_id_escrow_id_escrow_accounts_merchant_id_id_fk" FOREIGN KEY ("merchant_id","escrow_id") REFERENCES "public"."escrow_accounts"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "escrow_releases" ADD CONSTRAINT "escrow_releases_merchant_id_batch_id_release_batches_merchant_id_id_fk" FOREIGN KEY ("merchant_id","batch_id") REFERENCES "public"."release_batches"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_merchant_id_payment_id_payments_merchant_id_id_fk" FOREIGN KEY ("merchant_id","payment_id") REFERENCES "public"."payments"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_merchant_id_escrow_id_escrow_accounts_merchant_id_id_fk" FOREIGN KEY ("merchant_id","escrow_id") REFERENCES "public"."escrow_accounts"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery_codes" ADD CONSTRAINT "delivery_codes_merchant_id_escrow_id_escrow_accounts_merchant_id_id_fk" FOREIGN KEY ("merchant_id","escrow_id") REFERENCES "public"."escrow_accounts"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "escrow_accounts_newest" ON "escrow_accounts" USING btree ("merchant_id","mode","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "escrow_accounts_status" ON "escrow_accounts" USING btree ("merchant_id","mode","status","substate");--> statement-breakpoint
CREATE INDEX "escrow_accounts_due" ON "escrow_accounts" USING btree ("next_check_at") WHERE next_check_at is not null;--> statement-breakpoint
CREATE INDEX "escrow_evidence_of" ON "escrow_evidence" USING btree ("merchant_id","escrow_id","at");--> statement-breakpoint
CREATE INDEX "escrow_releases_of" ON "escrow_releases" USING btree ("merchant_id","escrow_id");--> statement-breakpoint
CREATE INDEX "escrow_releases_open" ON "escrow_releases" USING btree ("merchant_id","mode","status");--> statement-breakpoint
CREATE INDEX "disputes_newest" ON "disputes" USING btree ("merchant_id","mode","status","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "disputes_of" ON "disputes" USING btree ("merchant_id","payment_id");--> statement-breakpoint
CREATE UNIQUE INDEX "disputes_one_open" ON "disputes" USING btree ("merchant_id","escrow_id") WHERE status = 'open' and kind <> 'chargeback';--> statement-breakpoint
CREATE UNIQUE INDEX "disputes_reference" ON "disputes" USING btree ("merchant_id","mode","provider_reference") WHERE provider_reference is not null;--> statement-breakpoint
CREATE INDEX "delivery_codes_of" ON "delivery_codes" USING btree ("merchant_id","escrow_id","created_at");