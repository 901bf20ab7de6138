import { readFileSync } from "node:fs";
import { z } from "zod";

const kurus = z.number().int().nonnegative();

const SeededLink = z.object({
  key: z.string(),
  account: z.enum(["demo", "signed", "other"]),
  id: z.guid(),
  page_id: z.guid(),
  reference_no: z.string(),
  provider_reference: z.string().max(50),
  name_surname: z.string(),
  email: z.string(),
  phone: z.string(),
  user_name: z.string(),
  agent_id: z.string(),
  note: z.string(),
  agent_note: z.string(),
  amount: kurus.positive(),
  currency: z.literal("TRY"),
  add_commission: z.boolean(),
  multi_payment: z.boolean(),
  passive: z.boolean(),
  created_minutes: z.number().int(),
  expires_minutes: z.number().int(),
});
export type SeededLink = z.infer<typeof SeededLink>;

const SeededRow = z.object({
  key: z.string(),
  xact: z.number().int(),
  xact_id: z.string().startsWith("xk_"),
  uuid: z.guid(),
  at_minutes: z.number().int(),
  result: z.enum(["paid", "declined", "3d_failed"]),
  transaction_type: z.number().int(),
  amount: kurus,
  net: kurus,
  commission: kurus,
  commission_tax: kurus,
  ratio_bps: z.number().int(),
  end_user_ratio_bps: z.number().int(),
  instalment: z.number().int(),
  card: z.object({
    masked: z.string(),
    holder: z.string(),
    type: z.enum(["cc", "bc"]),
    brand: z.string(),
    bank_id: z.string(),
    bank_name: z.string(),
  }),
  authorization_code: z.string(),
  reference_code: z.string(),
  order_id: z.string(),
  bank_error_id: z.string(),
  bank_error_message: z.string(),
  paynet_error_id: z.string(),
  paynet_error_message: z.string(),
});
export type SeededRow = z.infer<typeof SeededRow>;

const SeededTransaction = SeededRow.extend({ link: z.string() });
export type SeededTransaction = z.infer<typeof SeededTransaction>;

const SeededReversal = z.object({
  id: z.guid(),
  transaction: z.string(),
  amount: kurus.positive(),
  method: z.enum(["cancel", "refund"]),
  status: z.enum(["requested", "approved", "rejected"]),
  requested_minutes: z.number().int(),
  decided_minutes: z.number().int().nullable(),
  /** The row that gave the money back; null unless approved. */
  xact: z.number().int().nullable(),
  xact_id: z.string().startsWith("xk_").nullable(),
});
export type SeededReversal = z.infer<typeof SeededReversal>;

const SeededTill = z.object({
  key: z.string(),
  account: z.enum(["demo", "signed", "other"]),
  agent_id: z.string(),
  user_id: z.string(),
  session_key: z.string().startsWith("mk_").nullable(),
  opened_minutes: z.number().int().nullable(),
  expires_minutes: z.number().int().nullable(),
});
export type SeededTill = z.infer<typeof SeededTill>;

const SeededPosSession = z.object({
  key: z.string(),
  till: z.string(),
  id: z.string().regex(/^[0-9A-F]{16}$/),
  encryption_key: z.string(),
  deeplink_url: z.string(),
  provider_reference: z.string().max(50),
  amount: kurus.positive(),
  instalment: z.number().int(),
  note: z.string(),
  created_minutes: z.number().int(),
  provider_status: z.enum(["waiting", "opened", "declined", "abandoned", "paid"]),
});
export type SeededPosSession = z.infer<typeof SeededPosSession>;

const DemoFile = z.object({
  paynet: z.object({
    links: z.array(SeededLink),
    transactions: z.array(SeededTransaction),
    reversals: z.array(SeededReversal),
    pos: z.object({
      tills: z.array(SeededTill),
      sessions: z.array(SeededPosSession),
      transactions: z.array(SeededRow.extend({ session: z.string() })),
    }),
  }),
});
export type DemoFile = z.infer<typeof DemoFile>;

/** The seed both the sandbox and the product's demo start from; the file explains its own keys. */
export function readDemoFile(): DemoFile {
  return DemoFile.parse(JSON.parse(readFileSync(new URL("./demo.json", import.meta.url), "utf8")));
}
