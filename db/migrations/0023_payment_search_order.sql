DROP INDEX "payments_newest";--> statement-breakpoint
DROP INDEX "payments_name";--> statement-breakpoint
CREATE INDEX "payments_newest" ON "payments" USING btree ("merchant_id","mode","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST,"amount_shown","status");--> statement-breakpoint
CREATE INDEX "payments_name" ON "payments" USING btree ("merchant_id","mode","name_key","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);