CREATE TABLE "audit_seals" (
	"merchant_id" text NOT NULL,
	"position" bigint NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text NOT NULL,
	"sealed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "audit_seals_merchant_id_position_pk" PRIMARY KEY("merchant_id","position"),
	CONSTRAINT "audit_seals_row" UNIQUE("merchant_id","seq")
);
