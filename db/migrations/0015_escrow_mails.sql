DROP INDEX "outbox_unmailed";--> statement-breakpoint
CREATE INDEX "outbox_unmailed" ON "outbox" USING btree ("seq") WHERE mailed_at is null and topic in ('payment', 'refund', 'escrow');