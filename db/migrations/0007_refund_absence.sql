ALTER TABLE "refunds" ADD COLUMN "absent_answers" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "absent_since" timestamp with time zone;