CREATE TABLE "pos_sessions" (
	"merchant_id" text NOT NULL,
	"id" text NOT NULL,
	"mode" text NOT NULL,
	"status" text NOT NULL,
	"because" jsonb NOT NULL,
	"payment_id" text NOT NULL,
	"attempt_id" text NOT NULL,
	"terminal_id" text NOT NULL,
	"provider_account_id" text NOT NULL,
	"provider" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"installments" integer NOT NULL,
	"add_commission" boolean NOT NULL,
	"description" text,
	"reference_no" text,
	"provider_reference" text NOT NULL,
	"selected_agent_id" text,
	"callback_url" text,
	"started_by_us" boolean NOT NULL,
	"sent_at" timestamp with time zone,
	"payment_session_id" text,
	"deeplink_url" text,
	"sealed_encryption_key" text,
	"initiated_at" timestamp with time zone,
	"opened_at" timestamp with time zone,
	"hinted_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"deadline_at" timestamp with time zone NOT NULL,
	"cashier_answer" text,
	"cashier_answered_by" text,
	"cashier_answered_at" timestamp with time zone,
	"alarm_at" timestamp with time zone,
	"alarm_seen_by" text,
	"reversal_refund_id" text,
	"reversal_deeplink_url" text,
	"next_check_at" timestamp with time zone,
	"check_step" integer DEFAULT 0 NOT NULL,
	"absent_answers" integer DEFAULT 0 NOT NULL,
	"absent_since" timestamp with time zone,
	"metadata" jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "pos_sessions_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "pos_sessions_reference" UNIQUE("merchant_id","provider_reference"),
	CONSTRAINT "pos_sessions_provider" UNIQUE("merchant_id","provider_account_id","payment_session_id"),
	CONSTRAINT "pos_sessions_amount" CHECK ("pos_sessions"."amount" > 0 and "pos_sessions"."amount" <= 1000000000000),
	CONSTRAINT "pos_sessions_installments" CHECK ("pos_sessions"."installments" between 1 and 36)
);
--> statement-breakpoint
CREATE TABLE "pos_terminals" (
	"merchant_id" text NOT NULL,
	"id" text NOT NULL,
	"mode" text NOT NULL,
	"provider_account_id" text NOT NULL,
	"agent_id" text NOT NULL,
	"panel_user_id" text NOT NULL,
	"name" text NOT NULL,
	"branch_id" text,
	"sealed_key" text,
	"key_opened_at" timestamp with time zone,
	"key_expires_at" timestamp with time zone,
	"is_fiscal_inquiry" boolean,
	"last_seen_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "pos_terminals_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "pos_terminals_user" UNIQUE("merchant_id","mode","provider_account_id","agent_id","panel_user_id"),
	CONSTRAINT "pos_terminals_key" CHECK (("pos_terminals"."sealed_key" is null) = ("pos_terminals"."key_opened_at" is null))
);
--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "pos_session_id" text;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "on_device" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "pos_sessions" ADD CONSTRAINT "pos_sessions_merchant_id_payment_id_payments_merchant_id_id_fk" FOREIGN KEY ("merchant_id","payment_id") REFERENCES "public"."payments"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pos_sessions" ADD CONSTRAINT "pos_sessions_merchant_id_terminal_id_pos_terminals_merchant_id_id_fk" FOREIGN KEY ("merchant_id","terminal_id") REFERENCES "public"."pos_terminals"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "pos_sessions_one_a_terminal" ON "pos_sessions" USING btree ("merchant_id","terminal_id") WHERE status in ('authorising', 'ready', 'initiated', 'opened', 'verifying');--> statement-breakpoint
CREATE INDEX "pos_sessions_payment" ON "pos_sessions" USING btree ("merchant_id","payment_id");--> statement-breakpoint
CREATE INDEX "pos_sessions_newest" ON "pos_sessions" USING btree ("merchant_id","mode","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "pos_sessions_terminal" ON "pos_sessions" USING btree ("merchant_id","terminal_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "pos_sessions_due" ON "pos_sessions" USING btree ("next_check_at") WHERE next_check_at is not null;--> statement-breakpoint
CREATE INDEX "pos_sessions_named" ON "pos_sessions" USING btree ("payment_session_id");--> statement-breakpoint
CREATE INDEX "payments_pos" ON "payments" USING btree ("merchant_id","pos_session_id") WHERE pos_session_id is not null;