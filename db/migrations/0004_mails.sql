CREATE TABLE "mails" (
	"merchant_id" text NOT NULL,
	"id" text NOT NULL,
	"mode" text NOT NULL,
	"kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"recipient" text NOT NULL,
	"outbox_seq" bigint NOT NULL,
	"status" text NOT NULL,
	"tries" integer NOT NULL,
	"reason" text,
	"next_try_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "mails_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "mails_once" UNIQUE("merchant_id","mode","kind","subject_id","recipient")
);
--> statement-breakpoint
CREATE INDEX "mails_due" ON "mails" USING btree ("next_try_at") WHERE status = 'waiting';--> statement-breakpoint
CREATE INDEX "paylinks_named" ON "paylinks" USING btree ("provider_reference");--> statement-breakpoint
CREATE INDEX "outbox_written" ON "outbox" USING btree ("written_by","seq");--> statement-breakpoint
CREATE INDEX "outbox_unmailed" ON "outbox" USING btree ("seq") WHERE mailed_at is null and topic in ('payment', 'refund');--> statement-breakpoint
-- What happened before there was mail is not mailed now.
UPDATE "outbox" SET "mailed_at" = "created_at" WHERE "mailed_at" IS NULL;
