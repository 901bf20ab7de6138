DROP INDEX "checkouts_newest";--> statement-breakpoint
DROP INDEX "escrow_accounts_newest";--> statement-breakpoint
DROP INDEX "disputes_newest";--> statement-breakpoint
DROP INDEX "payouts_newest";--> statement-breakpoint
DROP INDEX "dead_letters_newest";--> statement-breakpoint
DROP INDEX "paylinks_newest";--> statement-breakpoint
DROP INDEX "payments_newest";--> statement-breakpoint
DROP INDEX "payments_status";--> statement-breakpoint
DROP INDEX "pos_closings_newest";--> statement-breakpoint
DROP INDEX "pos_sessions_newest";--> statement-breakpoint
DROP INDEX "pos_sessions_terminal";--> statement-breakpoint
DROP INDEX "bank_imports_newest";--> statement-breakpoint
DROP INDEX "reconciliation_runs_newest";--> statement-breakpoint
DROP INDEX "refunds_newest";--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "amount_shown" bigint GENERATED ALWAYS AS (coalesce(amount_charged, amount_requested)) STORED;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "card_last4" text COLLATE "C" GENERATED ALWAYS AS ((card->>'last4') collate "C") STORED;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "email_key" text COLLATE "C" GENERATED ALWAYS AS (lower(customer_email) collate "C") STORED;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "name_key" text COLLATE "C" GENERATED ALWAYS AS (lower(translate(customer_name, 'İI', 'iı')) collate "C") STORED;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "phone_key" text COLLATE "C" GENERATED ALWAYS AS (reverse(regexp_replace(customer_phone, '\D', '', 'g')) collate "C") STORED;--> statement-breakpoint
CREATE INDEX "payments_provider_reference" ON "payments" USING btree ("merchant_id","mode","provider_reference");--> statement-breakpoint
CREATE INDEX "payments_provider" ON "payments" USING btree ("merchant_id","mode","provider","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "payments_channel" ON "payments" USING btree ("merchant_id","mode","channel","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "payments_review" ON "payments" USING btree ("merchant_id","mode","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE review is not null;--> statement-breakpoint
CREATE INDEX "payments_amount" ON "payments" USING btree ("merchant_id","mode","amount_shown");--> statement-breakpoint
CREATE INDEX "payments_last4" ON "payments" USING btree ("merchant_id","mode","card_last4","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "payments_email" ON "payments" USING btree ("merchant_id","mode","email_key");--> statement-breakpoint
CREATE INDEX "payments_name" ON "payments" USING btree ("merchant_id","mode","name_key");--> statement-breakpoint
CREATE INDEX "payments_phone" ON "payments" USING btree ("merchant_id","mode","phone_key");--> statement-breakpoint
CREATE INDEX "checkouts_newest" ON "checkouts" USING btree ("merchant_id","mode","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "escrow_accounts_newest" ON "escrow_accounts" USING btree ("merchant_id","mode","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "disputes_newest" ON "disputes" USING btree ("merchant_id","mode","status","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "payouts_newest" ON "payouts" USING btree ("merchant_id","mode","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "dead_letters_newest" ON "dead_letters" USING btree ("merchant_id","mode","last_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "paylinks_newest" ON "paylinks" USING btree ("merchant_id","mode","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "payments_newest" ON "payments" USING btree ("merchant_id","mode","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "payments_status" ON "payments" USING btree ("merchant_id","mode","status","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "pos_closings_newest" ON "pos_closings" USING btree ("merchant_id","mode","day" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "pos_sessions_newest" ON "pos_sessions" USING btree ("merchant_id","mode","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "pos_sessions_terminal" ON "pos_sessions" USING btree ("merchant_id","terminal_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "bank_imports_newest" ON "bank_imports" USING btree ("merchant_id","mode","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "reconciliation_runs_newest" ON "reconciliation_runs" USING btree ("merchant_id","mode","started_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "refunds_newest" ON "refunds" USING btree ("merchant_id","mode","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);