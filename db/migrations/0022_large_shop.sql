DROP INDEX "payments_newest";--> statement-breakpoint
DROP INDEX "payments_status";--> statement-breakpoint
DROP INDEX "payments_amount";--> statement-breakpoint
CREATE INDEX "paylinks_status" ON "paylinks" USING btree ("merchant_id","mode","status","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "attempts_failed" ON "attempts" USING btree ("merchant_id","provider_account_id","ended_at") WHERE status = 'failed';--> statement-breakpoint
CREATE INDEX "payments_unknown" ON "payments" USING btree ("merchant_id","id") WHERE status = 'unknown';--> statement-breakpoint
CREATE INDEX "payments_paid" ON "payments" USING btree ("merchant_id","provider_account_id","paid_at") WHERE paid_at is not null;--> statement-breakpoint
CREATE INDEX "reconciliation_cases_risk" ON "reconciliation_cases" USING btree ("merchant_id","mode","status","amount_at_risk" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "reconciliation_cases_all" ON "reconciliation_cases" USING btree ("merchant_id","mode","amount_at_risk" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "refunds_status" ON "refunds" USING btree ("merchant_id","mode","status","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "refunds_sent" ON "refunds" USING btree ("merchant_id","provider_account_id","sent_at");--> statement-breakpoint
CREATE INDEX "payments_newest" ON "payments" USING btree ("merchant_id","mode","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST,"amount_shown");--> statement-breakpoint
CREATE INDEX "payments_status" ON "payments" USING btree ("merchant_id","mode","status","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST,"amount_shown");--> statement-breakpoint
CREATE INDEX "payments_amount" ON "payments" USING btree ("merchant_id","mode","amount_shown","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);