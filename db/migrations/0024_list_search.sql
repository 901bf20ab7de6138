ALTER TABLE "checkouts"
  ADD COLUMN "email_key" text COLLATE "C" GENERATED ALWAYS AS (lower(customer_email) collate "C") STORED,
  ADD COLUMN "name_key" text COLLATE "C" GENERATED ALWAYS AS (lower(translate(customer_name, 'İI', 'iı')) collate "C") STORED,
  ADD COLUMN "phone_key" text COLLATE "C" GENERATED ALWAYS AS (reverse(regexp_replace(customer_phone, '\D', '', 'g')) collate "C") STORED;--> statement-breakpoint
ALTER TABLE "paylinks"
  ADD COLUMN "email_key" text COLLATE "C" GENERATED ALWAYS AS (lower(customer_email) collate "C") STORED,
  ADD COLUMN "name_key" text COLLATE "C" GENERATED ALWAYS AS (lower(translate(customer_name, 'İI', 'iı')) collate "C") STORED,
  ADD COLUMN "phone_key" text COLLATE "C" GENERATED ALWAYS AS (reverse(regexp_replace(customer_phone, '\D', '', 'g')) collate "C") STORED;--> statement-breakpoint
CREATE INDEX "checkouts_email" ON "checkouts" USING btree ("merchant_id","mode","email_key");--> statement-breakpoint
CREATE INDEX "checkouts_name" ON "checkouts" USING btree ("merchant_id","mode","name_key","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "checkouts_phone" ON "checkouts" USING btree ("merchant_id","mode","phone_key");--> statement-breakpoint
CREATE INDEX "paylinks_email" ON "paylinks" USING btree ("merchant_id","mode","email_key");--> statement-breakpoint
CREATE INDEX "paylinks_name" ON "paylinks" USING btree ("merchant_id","mode","name_key","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "paylinks_phone" ON "paylinks" USING btree ("merchant_id","mode","phone_key");