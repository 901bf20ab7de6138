ALTER TABLE "merchants" ADD COLUMN "privacy_text" text;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "distance_sales_text" text;--> statement-breakpoint
ALTER TABLE "merchants" ADD CONSTRAINT "merchants_payer_texts" CHECK (length("merchants"."privacy_text") between 1 and 20000 and length("merchants"."distance_sales_text") between 1 and 20000);