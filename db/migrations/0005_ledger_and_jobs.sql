CREATE TABLE "dead_letters" (
	"merchant_id" text NOT NULL,
	"id" text NOT NULL,
	"mode" text NOT NULL,
	"kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"data" jsonb NOT NULL,
	"error_class" text NOT NULL,
	"message" text NOT NULL,
	"attempts" integer NOT NULL,
	"state" text NOT NULL,
	"decided_by" text,
	"reason" text,
	"first_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "dead_letters_merchant_id_id_pk" PRIMARY KEY("merchant_id","id")
);
--> statement-breakpoint
CREATE TABLE "balance_checkpoints" (
	"merchant_id" text NOT NULL,
	"mode" text NOT NULL,
	"account_code" text NOT NULL,
	"currency" char(3) NOT NULL,
	"cluster" bigint NOT NULL,
	"horizon" "xid8" NOT NULL,
	"amount_debit" bigint NOT NULL,
	"amount_credit" bigint NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "balance_checkpoints_merchant_id_mode_account_code_currency_cluster_horizon_pk" PRIMARY KEY("merchant_id","mode","account_code","currency","cluster","horizon")
);
--> statement-breakpoint
CREATE TABLE "bank_holidays" (
	"day" date PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"source" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger_checks" (
	"id" text PRIMARY KEY NOT NULL,
	"checked_at" timestamp with time zone NOT NULL,
	"duration_ms" integer NOT NULL,
	"invariants" integer NOT NULL,
	"findings" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "settlement_terms" (
	"merchant_id" text NOT NULL,
	"id" text NOT NULL,
	"mode" text NOT NULL,
	"provider_account_id" text NOT NULL,
	"days_after_capture" integer NOT NULL,
	"day_rule" text NOT NULL,
	"cut_off" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"source" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "settlement_terms_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "settlement_terms_from" UNIQUE("merchant_id","provider_account_id","valid_from"),
	CONSTRAINT "settlement_terms_days" CHECK ("settlement_terms"."days_after_capture" between 0 and 120),
	CONSTRAINT "settlement_terms_cut_off" CHECK ("settlement_terms"."cut_off" ~ '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$')
);
--> statement-breakpoint
ALTER TABLE "entries" ADD COLUMN "written_by" "xid8" DEFAULT pg_current_xact_id() NOT NULL;--> statement-breakpoint
ALTER TABLE "settlement_terms" ADD CONSTRAINT "settlement_terms_merchant_id_provider_account_id_provider_accounts_merchant_id_id_fk" FOREIGN KEY ("merchant_id","provider_account_id") REFERENCES "public"."provider_accounts"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "dead_letters_open" ON "dead_letters" USING btree ("merchant_id","kind","subject_id") WHERE state in ('open', 'redriven');--> statement-breakpoint
CREATE INDEX "dead_letters_newest" ON "dead_letters" USING btree ("merchant_id","mode","last_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "entries_tail" ON "entries" USING btree ("merchant_id","mode","account_code","currency","written_by");--> statement-breakpoint
CREATE INDEX "journals_effective" ON "journals" USING btree ("merchant_id","mode","effective_at");