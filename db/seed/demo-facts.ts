import { z } from "zod";
import { POS_STATUSES } from "@/lib/pos/session";
import facts from "@/sandbox/seed/demo.json" with { type: "json" };

const Link = z.object({
  key: z.string(),
  account: z.enum(["demo", "signed", "other"]),
  id: z.string(),
  page_id: z.string(),
  reference_no: z.string(),
  provider_reference: z.string(),
  name_surname: z.string(),
  email: z.string(),
  phone: z.string(),
  agent_id: z.string(),
  note: z.string(),
  agent_note: z.string(),
  amount: z.int().transform(BigInt),
  add_commission: z.boolean(),
  multi_payment: z.boolean(),
  passive: z.boolean(),
  created_minutes: z.number(),
  expires_minutes: z.number(),
  planted_difference: z.string().nullable(),
});
export type DemoLink = z.output<typeof Link>;

const minor = z.int().transform(BigInt);
const Row = z.object({
  key: z.string(),
  xact: z.int(),
  xact_id: z.string(),
  at_minutes: z.number(),
  result: z.enum(["paid", "declined", "3d_failed"]),
  amount: minor,
  net: minor,
  commission: minor,
  commission_tax: minor,
  instalment: z.int(),
  card: z.object({ masked: z.string(), type: z.string(), brand: z.string(), bank_id: z.string() }),
  authorization_code: z.string(),
  order_id: z.string(),
  bank_error_id: z.string(),
  bank_error_message: z.string(),
  paynet_error_message: z.string(),
  planted_difference: z.string().nullable(),
  product_amount: minor.nullable(),
});
export type DemoRow = z.output<typeof Row>;

const Transaction = Row.extend({ link: z.string() });
export type DemoTransaction = z.output<typeof Transaction>;

const Till = z.object({
  key: z.string(),
  name: z.string(),
  branch: z.string(),
  agent_id: z.string(),
  user_id: z.string(),
  session_key: z.string().nullable(),
  opened_minutes: z.number().nullable(),
  expires_minutes: z.number().nullable(),
});
export type DemoTill = z.output<typeof Till>;

const PosSession = z.object({
  key: z.string(),
  sale: z.string(),
  till: z.string(),
  cashier: z.string(),
  id: z.string(),
  encryption_key: z.string(),
  deeplink_url: z.string(),
  reference_no: z.string(),
  provider_reference: z.string(),
  amount: minor,
  instalment: z.int(),
  note: z.string(),
  created_minutes: z.number(),
  cancelled_minutes: z.number().nullable(),
  asked: z.array(z.object({ at_minutes: z.number(), answered: z.boolean() })),
  /** The status that the steps above lead to. */
  ends_as: z.enum(POS_STATUSES),
});
export type DemoPosSession = z.output<typeof PosSession>;

const Pos = z.object({
  tills: z.array(Till),
  sessions: z.array(PosSession),
  transactions: z.array(Row.extend({ session: z.string() })),
});

/** Tills and tries of sales on phones of the same file. */
export function demoPos(): z.output<typeof Pos> {
  return z.object({ paynet: z.object({ pos: Pos }) }).parse(facts).paynet.pos;
}

/** The file the sandbox seeds its own truth from: both sides start with the same ids (architecture 5). */
export function demoFacts(): { links: DemoLink[]; transactions: DemoTransaction[] } {
  const { paynet } = z
    .object({ paynet: z.object({ links: z.array(Link), transactions: z.array(Transaction) }) })
    .parse(facts);
  const links = paynet.links.filter((link) => link.planted_difference !== "only_at_provider");
  const hidden = ["only_at_provider", "unpaid_in_product"];
  const transactions = paynet.transactions.filter((row) => !hidden.includes(row.planted_difference ?? ""));
  return { links, transactions };
}
