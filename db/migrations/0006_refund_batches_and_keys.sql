CREATE TABLE "refund_batches" (
	"merchant_id" text NOT NULL,
	"id" text NOT NULL,
	"mode" text NOT NULL,
	"rows" jsonb NOT NULL,
	"amount" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"reason" text NOT NULL,
	"requested_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "refund_batches_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "refund_batches_amount" CHECK ("refund_batches"."amount" > 0)
);
--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD COLUMN "claim" text;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD COLUMN "beat_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "amount_asked" bigint;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "batch_id" text;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_merchant_id_batch_id_refund_batches_merchant_id_id_fk" FOREIGN KEY ("merchant_id","batch_id") REFERENCES "public"."refund_batches"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idempotency_keys_age" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "refunds_batch" ON "refunds" USING btree ("merchant_id","batch_id") WHERE batch_id is not null;