import { z } from "zod";
import { CheckoutDto } from "@/lib/checkout/sessions/schemas";
import { DisputeDto, EscrowDto } from "@/lib/escrow/schemas";
import { ERROR_STATUS, type ErrorCode } from "@/lib/kernel/errors";
import { BalanceDto } from "@/lib/ledger/schemas";
import { Because, PaylinkDto } from "@/lib/paylinks/schemas";
import { PaymentDto } from "@/lib/payments/schemas";
import { BankFileDto, PayoutDto } from "@/lib/payouts/schemas";
import { PosSessionDto } from "@/lib/pos/schemas";
import { CaseDto } from "@/lib/reconciliation/schemas";
import { RefundDto } from "@/lib/refunds/schemas";

/** RFC 9457, with our stable code; other members say what a refusal is about (contract 4.1). */
export const Problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]),
  detail: z.string(),
  request_id: z.string(),
  errors: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
});

/** What stands under a name of its own and is pointed to. */
export const NAMED = {
  Problem,
  Because,
  Paylink: PaylinkDto,
  Checkout: CheckoutDto,
  Payment: PaymentDto,
  Refund: RefundDto,
  PosSession: PosSessionDto,
  EscrowAccount: EscrowDto,
  Dispute: DisputeDto,
  Payout: PayoutDto,
  PayoutFile: BankFileDto,
  ReconciliationCase: CaseDto,
  Balance: BalanceDto,
} as const;

const registry = z.registry<{ id: string }>();
for (const [id, schema] of Object.entries(NAMED)) registry.add(schema, { id });

type Json = Record<string, unknown>;
type Io = "input" | "output";

/** A named format says it; the pattern behind it and the limits of a JavaScript number say nothing to a reader. */
function plainly({ jsonSchema: schema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (schema.format !== undefined) delete schema.pattern;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
}

const at = (id: string) => `#/components/schemas/${id}`;

function withoutEnvelope({ $schema: _schema, $id: _id, ...schema }: Json): Json {
  return schema;
}

const jsonOf = (schema: z.ZodType, io: Io) =>
  withoutEnvelope(z.toJSONSchema(schema, { io, override: plainly }) as Json);

/** By name, each pointing to the others where it holds them. */
export function namedSchemas(): Json {
  const { schemas } = z.toJSONSchema(registry, { io: "output", uri: at, override: plainly });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, withoutEnvelope(schema as Json)]));
}

/** An answer: a pointer where it has a name. */
export function answerSchema(schema: z.ZodType): Json {
  const id = registry.get(schema)?.id;
  return id === undefined ? jsonOf(schema, "output") : { $ref: at(id) };
}

/** What a caller sends, without what the address says already; undefined where nothing is left. */
export function inputSchema(schema: z.ZodType, fromPath: readonly string[] = []): Json | undefined {
  const { properties, required, ...rest } = jsonOf(schema, "input");
  if (properties === undefined) return rest;
  const left = Object.entries(properties as Json).filter(([name]) => !fromPath.includes(name));
  if (left.length === 0) return undefined;
  const needed = ((required ?? []) as string[]).filter((name) => !fromPath.includes(name));
  return { ...rest, properties: Object.fromEntries(left), ...(needed.length > 0 ? { required: needed } : {}) };
}
