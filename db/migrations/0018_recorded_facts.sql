CREATE TABLE "recorded_facts" (
	"merchant_id" text NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "recorded_facts_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"args" jsonb NOT NULL,
	"answer" text,
	CONSTRAINT "recorded_facts_merchant_id_seq_pk" PRIMARY KEY("merchant_id","seq")
);
