CREATE TABLE "api_keys" (
	"key_hash" text PRIMARY KEY NOT NULL,
	"id" text NOT NULL,
	"merchant_id" text NOT NULL,
	"mode" text NOT NULL,
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"access" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_keys_id_unique" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "clock_offset" (
	"id" text PRIMARY KEY NOT NULL,
	"shift" interval NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pay_tokens" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "state_steps" (
	"entity" text NOT NULL,
	"from_status" text NOT NULL,
	"to_status" text NOT NULL,
	CONSTRAINT "state_steps_entity_from_status_to_status_pk" PRIMARY KEY("entity","from_status","to_status")
);
--> statement-breakpoint
CREATE TABLE "entries" (
	"merchant_id" text NOT NULL,
	"journal_id" text NOT NULL,
	"leg" smallint NOT NULL,
	"mode" text NOT NULL,
	"account_code" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	CONSTRAINT "entries_merchant_id_journal_id_leg_pk" PRIMARY KEY("merchant_id","journal_id","leg"),
	CONSTRAINT "entries_not_zero" CHECK ("entries"."amount" <> 0)
);
--> statement-breakpoint
CREATE TABLE "journals" (
	"merchant_id" text NOT NULL,
	"id" text NOT NULL,
	"mode" text NOT NULL,
	"kind" text NOT NULL,
	"ref" text NOT NULL,
	"payment_id" text NOT NULL,
	"reverses" text,
	"effective_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "journals_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "journals_once" UNIQUE("merchant_id","mode","kind","ref")
);
--> statement-breakpoint
CREATE TABLE "ledger_accounts" (
	"merchant_id" text NOT NULL,
	"mode" text NOT NULL,
	"code" text NOT NULL,
	"currency" char(3) NOT NULL,
	CONSTRAINT "ledger_accounts_merchant_id_mode_code_currency_pk" PRIMARY KEY("merchant_id","mode","code","currency")
);
--> statement-breakpoint
CREATE TABLE "branches" (
	"merchant_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "branches_merchant_id_id_pk" PRIMARY KEY("merchant_id","id")
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"merchant_id" text NOT NULL,
	"user_id" text NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "memberships_merchant_id_user_id_pk" PRIMARY KEY("merchant_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "merchants" (
	"merchant_id" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"descriptor" text NOT NULL,
	"phone" text,
	"email" text,
	"refund_limit" bigint NOT NULL,
	"release_limit" bigint NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "merchants_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "provider_accounts" (
	"merchant_id" text NOT NULL,
	"id" text NOT NULL,
	"mode" text NOT NULL,
	"environment" text NOT NULL,
	"provider" text NOT NULL,
	"label" text NOT NULL,
	"is_default" text NOT NULL,
	"sealed_secret" text NOT NULL,
	"secret_last4" text NOT NULL,
	"allowlist" text[] NOT NULL,
	"allowlist_mode" text NOT NULL,
	"sealed_webhook_secrets" text[] NOT NULL,
	"signature_required" text NOT NULL,
	"next_sweep_at" timestamp with time zone,
	"swept_until" timestamp with time zone,
	"last_answer_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "provider_accounts_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "provider_accounts_label" UNIQUE("merchant_id","mode","label")
);
--> statement-breakpoint
CREATE TABLE "paylinks" (
	"merchant_id" text NOT NULL,
	"id" text NOT NULL,
	"mode" text NOT NULL,
	"provider_account_id" text NOT NULL,
	"provider" text NOT NULL,
	"status" text NOT NULL,
	"because" jsonb NOT NULL,
	"review" text,
	"amount" bigint NOT NULL,
	"amount_paid" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"customer_name" text NOT NULL,
	"customer_email" text,
	"customer_phone" text,
	"note" text,
	"agent_note" text,
	"reference_no" text,
	"provider_reference" text NOT NULL,
	"provider_id" text,
	"provider_url" text,
	"share_token" text NOT NULL,
	"agent_id" text,
	"pos_type" integer,
	"user_name" text,
	"installment_key" text,
	"add_commission" boolean NOT NULL,
	"send_email" boolean NOT NULL,
	"send_sms" boolean NOT NULL,
	"send_confirmation_mail" boolean NOT NULL,
	"success_url" text,
	"failure_url" text,
	"expires_in_hours" integer NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"max_uses" integer NOT NULL,
	"uses" integer NOT NULL,
	"escrow" jsonb,
	"metadata" jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"next_check_at" timestamp with time zone,
	"check_step" integer NOT NULL,
	"absent_answers" integer NOT NULL,
	"absent_since" timestamp with time zone,
	CONSTRAINT "paylinks_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "paylinks_provider_reference" UNIQUE("merchant_id","mode","provider_reference"),
	CONSTRAINT "paylinks_share_token" UNIQUE("merchant_id","share_token"),
	CONSTRAINT "paylinks_amount" CHECK ("paylinks"."amount" > 0 and "paylinks"."amount" <= 1000000000000),
	CONSTRAINT "paylinks_uses" CHECK ("paylinks"."uses" >= 0 and "paylinks"."max_uses" >= 1),
	CONSTRAINT "paylinks_hours" CHECK ("paylinks"."expires_in_hours" between 1 and 8760)
);
--> statement-breakpoint
CREATE TABLE "attempts" (
	"merchant_id" text NOT NULL,
	"id" text NOT NULL,
	"mode" text NOT NULL,
	"payment_id" text NOT NULL,
	"provider_account_id" text NOT NULL,
	"provider" text NOT NULL,
	"status" text NOT NULL,
	"provider_reference" text NOT NULL,
	"provider_transaction_id" text,
	"card" jsonb,
	"decline" jsonb,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "attempts_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "attempts_transaction" UNIQUE("merchant_id","provider_account_id","provider_transaction_id")
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"merchant_id" text NOT NULL,
	"id" text NOT NULL,
	"mode" text NOT NULL,
	"channel" text NOT NULL,
	"paylink_id" text,
	"provider" text NOT NULL,
	"provider_account_id" text NOT NULL,
	"token" text NOT NULL,
	"payer_id" text,
	"status" text NOT NULL,
	"because" jsonb NOT NULL,
	"review" text,
	"trust" text NOT NULL,
	"amount_requested" bigint NOT NULL,
	"installment_difference" bigint,
	"commission_added" bigint,
	"amount_charged" bigint,
	"commission" bigint,
	"commission_tax" bigint,
	"net" bigint,
	"amount_refunded" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"installments" integer,
	"card" jsonb,
	"customer_name" text,
	"customer_email" text,
	"customer_phone" text,
	"reference_no" text,
	"provider_reference" text NOT NULL,
	"provider_refs" jsonb NOT NULL,
	"metadata" jsonb NOT NULL,
	"paid_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "payments_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "payments_token" UNIQUE("merchant_id","token"),
	CONSTRAINT "payments_amounts" CHECK ("payments"."amount_requested" > 0 and "payments"."amount_refunded" >= 0)
);
--> statement-breakpoint
CREATE TABLE "provider_calls" (
	"merchant_id" text NOT NULL,
	"id" text NOT NULL,
	"mode" text NOT NULL,
	"provider_account_id" text NOT NULL,
	"provider" text NOT NULL,
	"operation" text NOT NULL,
	"retry_class" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"state" text NOT NULL,
	"http_status" integer,
	"result_code" integer,
	"request" jsonb NOT NULL,
	"response" jsonb,
	"duration_ms" integer,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "provider_calls_merchant_id_id_pk" PRIMARY KEY("merchant_id","id")
);
--> statement-breakpoint
CREATE TABLE "provider_events" (
	"merchant_id" text NOT NULL,
	"id" text NOT NULL,
	"mode" text NOT NULL,
	"provider" text NOT NULL,
	"provider_account_id" text,
	"source" text NOT NULL,
	"event_key" text NOT NULL,
	"deliveries" integer NOT NULL,
	"trust" text NOT NULL,
	"status" text NOT NULL,
	"subject_kind" text,
	"subject_id" text,
	"address" text,
	"content_type" text,
	"body" text NOT NULL,
	"body_sha256" text NOT NULL,
	"because" jsonb,
	"received_at" timestamp with time zone NOT NULL,
	"last_received_at" timestamp with time zone NOT NULL,
	"applied_at" timestamp with time zone,
	CONSTRAINT "provider_events_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "provider_events_once" UNIQUE("merchant_id","mode","provider","event_key")
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"merchant_id" text NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "audit_log_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"mode" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"action" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"paylink_id" text,
	"payment_id" text,
	"from_status" text,
	"to_status" text,
	"data" jsonb NOT NULL,
	CONSTRAINT "audit_log_merchant_id_seq_pk" PRIMARY KEY("merchant_id","seq")
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"merchant_id" text NOT NULL,
	"mode" text NOT NULL,
	"scope" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"state" text NOT NULL,
	"sealed_answer" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_merchant_id_mode_scope_key_pk" PRIMARY KEY("merchant_id","mode","scope","key")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"merchant_id" text NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "outbox_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"mode" text NOT NULL,
	"topic" text NOT NULL,
	"subject_id" text NOT NULL,
	"data" jsonb NOT NULL,
	"written_by" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"mailed_at" timestamp with time zone,
	CONSTRAINT "outbox_merchant_id_seq_pk" PRIMARY KEY("merchant_id","seq")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id_hash" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"email_folded" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"locale" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "users_email_folded_unique" UNIQUE("email_folded")
);
--> statement-breakpoint
ALTER TABLE "entries" ADD CONSTRAINT "entries_merchant_id_journal_id_journals_merchant_id_id_fk" FOREIGN KEY ("merchant_id","journal_id") REFERENCES "public"."journals"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entries" ADD CONSTRAINT "entries_merchant_id_mode_account_code_currency_ledger_accounts_merchant_id_mode_code_currency_fk" FOREIGN KEY ("merchant_id","mode","account_code","currency") REFERENCES "public"."ledger_accounts"("merchant_id","mode","code","currency") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_merchant_id_payment_id_payments_merchant_id_id_fk" FOREIGN KEY ("merchant_id","payment_id") REFERENCES "public"."payments"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_merchant_id_paylink_id_paylinks_merchant_id_id_fk" FOREIGN KEY ("merchant_id","paylink_id") REFERENCES "public"."paylinks"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_keys_merchant_idx" ON "api_keys" USING btree ("merchant_id");--> statement-breakpoint
CREATE INDEX "journals_payment" ON "journals" USING btree ("merchant_id","payment_id");--> statement-breakpoint
CREATE INDEX "memberships_user_idx" ON "memberships" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "paylinks_newest" ON "paylinks" USING btree ("merchant_id","mode","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "paylinks_reference" ON "paylinks" USING btree ("merchant_id","mode","reference_no");--> statement-breakpoint
CREATE INDEX "paylinks_due" ON "paylinks" USING btree ("next_check_at") WHERE next_check_at is not null;--> statement-breakpoint
CREATE INDEX "attempts_payment" ON "attempts" USING btree ("merchant_id","payment_id");--> statement-breakpoint
CREATE INDEX "payments_newest" ON "payments" USING btree ("merchant_id","mode","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "payments_status" ON "payments" USING btree ("merchant_id","mode","status","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "payments_paylink" ON "payments" USING btree ("merchant_id","paylink_id");--> statement-breakpoint
CREATE INDEX "payments_reference" ON "payments" USING btree ("merchant_id","mode","reference_no");--> statement-breakpoint
CREATE INDEX "provider_calls_subject" ON "provider_calls" USING btree ("merchant_id","subject_id");--> statement-breakpoint
CREATE INDEX "provider_events_subject" ON "provider_events" USING btree ("merchant_id","subject_id");--> statement-breakpoint
CREATE INDEX "provider_events_open" ON "provider_events" USING btree ("status","received_at");--> statement-breakpoint
CREATE INDEX "audit_log_payment" ON "audit_log" USING btree ("merchant_id","payment_id");--> statement-breakpoint
CREATE INDEX "audit_log_paylink" ON "audit_log" USING btree ("merchant_id","paylink_id");--> statement-breakpoint
CREATE INDEX "outbox_seq" ON "outbox" USING btree ("seq");--> statement-breakpoint
CREATE INDEX "sessions_user_idx" ON "sessions" USING btree ("user_id");