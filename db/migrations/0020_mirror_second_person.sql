ALTER TABLE "payouts" DROP CONSTRAINT "payouts_decided";--> statement-breakpoint
ALTER TABLE "escrow_mirrors" ADD COLUMN "approved_by" text;--> statement-breakpoint
ALTER TABLE "payouts" ADD CONSTRAINT "payouts_decided" CHECK ("payouts"."status" in ('waiting', 'awaiting_approval', 'withdrawn', 'failed') or ("payouts"."requested_by" is not null and "payouts"."decided_by" is not null));