CREATE TABLE "bank_imports" (
	"merchant_id" text NOT NULL,
	"id" text NOT NULL,
	"mode" text NOT NULL,
	"name" text NOT NULL,
	"sha256" text NOT NULL,
	"lines" integer NOT NULL,
	"known" integer NOT NULL,
	"day_from" date NOT NULL,
	"day_to" date NOT NULL,
	"imported_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "bank_imports_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "bank_imports_once" UNIQUE("merchant_id","mode","sha256")
);
--> statement-breakpoint
CREATE TABLE "bank_lines" (
	"merchant_id" text NOT NULL,
	"id" text NOT NULL,
	"mode" text NOT NULL,
	"import_id" text NOT NULL,
	"line_no" integer NOT NULL,
	"sha256" text NOT NULL,
	"day" date NOT NULL,
	"amount" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"text" text NOT NULL,
	"reference" text,
	"iban" text,
	"matched_kind" text,
	"matched_id" text,
	CONSTRAINT "bank_lines_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "bank_lines_once" UNIQUE("merchant_id","mode","sha256"),
	CONSTRAINT "bank_lines_amount" CHECK ("bank_lines"."amount" <> 0),
	CONSTRAINT "bank_lines_matched" CHECK (("bank_lines"."matched_kind" is null) = ("bank_lines"."matched_id" is null))
);
--> statement-breakpoint
CREATE TABLE "reconciliation_cases" (
	"merchant_id" text NOT NULL,
	"id" text NOT NULL,
	"mode" text NOT NULL,
	"provider_account_id" text,
	"source" text NOT NULL,
	"reason" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"subject_key" text NOT NULL,
	"payment_id" text,
	"day" date NOT NULL,
	"ours" jsonb,
	"theirs" jsonb,
	"bank" jsonb,
	"amount_at_risk" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"status" text NOT NULL,
	"resolution" text,
	"comment" text,
	"decided_by" jsonb,
	"decided_at" timestamp with time zone,
	"owner_id" text,
	"version" integer DEFAULT 1 NOT NULL,
	"first_seen" timestamp with time zone NOT NULL,
	"last_seen" timestamp with time zone NOT NULL,
	CONSTRAINT "reconciliation_cases_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "reconciliation_cases_amount" CHECK ("reconciliation_cases"."amount_at_risk" >= 0),
	CONSTRAINT "reconciliation_cases_accepted" CHECK ("reconciliation_cases"."status" <> 'accepted' or ("reconciliation_cases"."comment" is not null and "reconciliation_cases"."decided_by" is not null))
);
--> statement-breakpoint
CREATE TABLE "reconciliation_runs" (
	"merchant_id" text NOT NULL,
	"id" text NOT NULL,
	"mode" text NOT NULL,
	"provider_account_id" text NOT NULL,
	"kind" text NOT NULL,
	"day_from" date NOT NULL,
	"day_to" date NOT NULL,
	"status" text NOT NULL,
	"why" text,
	"read" jsonb,
	"verdicts" jsonb,
	"found" integer DEFAULT 0 NOT NULL,
	"opened" integer DEFAULT 0 NOT NULL,
	"resolved" integer DEFAULT 0 NOT NULL,
	"started_by" jsonb NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "reconciliation_runs_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "reconciliation_runs_days" CHECK ("reconciliation_runs"."day_from" <= "reconciliation_runs"."day_to")
);
--> statement-breakpoint
ALTER TABLE "provider_accounts" ADD COLUMN "next_reconciliation_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "bank_lines" ADD CONSTRAINT "bank_lines_merchant_id_import_id_bank_imports_merchant_id_id_fk" FOREIGN KEY ("merchant_id","import_id") REFERENCES "public"."bank_imports"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliation_runs" ADD CONSTRAINT "reconciliation_runs_merchant_id_provider_account_id_provider_accounts_merchant_id_id_fk" FOREIGN KEY ("merchant_id","provider_account_id") REFERENCES "public"."provider_accounts"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bank_imports_newest" ON "bank_imports" USING btree ("merchant_id","mode","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "bank_lines_day" ON "bank_lines" USING btree ("merchant_id","mode","day");--> statement-breakpoint
CREATE UNIQUE INDEX "reconciliation_cases_one" ON "reconciliation_cases" USING btree ("merchant_id","mode","subject_key","reason") WHERE status <> 'resolved';--> statement-breakpoint
CREATE INDEX "reconciliation_cases_board" ON "reconciliation_cases" USING btree ("merchant_id","mode","status","first_seen","id");--> statement-breakpoint
CREATE INDEX "reconciliation_cases_account" ON "reconciliation_cases" USING btree ("merchant_id","provider_account_id","day") WHERE status <> 'resolved';--> statement-breakpoint
CREATE UNIQUE INDEX "reconciliation_runs_one" ON "reconciliation_runs" USING btree ("merchant_id","provider_account_id") WHERE status = 'running';--> statement-breakpoint
CREATE INDEX "reconciliation_runs_newest" ON "reconciliation_runs" USING btree ("merchant_id","mode","started_at" DESC NULLS LAST,"id" DESC NULLS LAST);