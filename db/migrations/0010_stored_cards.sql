CREATE TABLE "stored_cards" (
	"merchant_id" text NOT NULL,
	"id" text NOT NULL,
	"mode" text NOT NULL,
	"provider" text NOT NULL,
	"provider_account_id" text NOT NULL,
	"attempt_id" text NOT NULL,
	"payer_hash" text NOT NULL,
	"owner_id" text NOT NULL,
	"sealed_card" text,
	"bin" text,
	"last4" text,
	"brand" text,
	"bank" text,
	"label" text NOT NULL,
	"consent_version" text NOT NULL,
	"consented_at" timestamp with time zone NOT NULL,
	"kept_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "stored_cards_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "stored_cards_attempt" UNIQUE("merchant_id","attempt_id"),
	CONSTRAINT "stored_cards_sealed" CHECK (("stored_cards"."sealed_card" is not null) = ("stored_cards"."kept_at" is not null and "stored_cards"."deleted_at" is null))
);
--> statement-breakpoint
CREATE INDEX "stored_cards_of_payer" ON "stored_cards" USING btree ("merchant_id","payer_hash") WHERE kept_at is not null and deleted_at is null;