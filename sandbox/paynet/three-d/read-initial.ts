import { chargeForCard } from "../payment/commission";
import { checkPosType, readAgent, readUrl } from "../protocol/common-fields";
import type { Fields } from "../protocol/fields";
import { refuse } from "../protocol/refusal";
import type { CardWish, PaynetSession } from "../records";
import type { ServiceCall } from "../service";
import { type GivenCard, readKeptCard, readTypedCard } from "./read-card";
import { newSessionId } from "./session-ids";

// ASSUMPTION PAYNET-S1: how long a session lives is not documented.
export const SESSION_MS = 30 * 60_000;

const TEXTS: Readonly<Record<string, number>> = {
  reference_no: 50,
  return_url: 256,
  domain: 256,
  card_holder_phone: 10,
  card_holder_mail: 60,
  description: 140,
  agent_id: 10,
  agent_reference_no: 100,
  user_id: 50,
  ratio_code: 50,
  ratio_code_method: 50,
  iban: 34,
  agent_customer_name: 100,
  card_desc: 50,
  card_owner_id: 100,
  user_unique_id: 100,
  user_gsm_no: 15,
  subscription_id: 50,
  invoice_no: 50,
};
const FLAGS = ["add_commission", "merge_option", "approved_card", "dont_apply_campaign", "is_escrow", "save_card"];
const CARD = ["card_holder", "pan", "month", "year", "cvc", "card_hash"];
const DOCUMENTED = [
  ...["amount", "company_amount", "instalment", "pos_type", "transaction_type"],
  ...CARD,
  ...FLAGS,
  ...Object.keys(TEXTS),
];

const withReturn = ["reference_no", "return_url", "domain"];
const withoutReturn = ["reference_no", "domain"];

/** What `tds_initial` takes (docs/providers/paynet.md 3.1), as a session that waits; `payment` has no return (3.4). */
export function readInitial(call: ServiceCall, required: readonly string[] = withReturn): PaynetSession {
  const { account, fields, world } = call;
  fields.expectOnly(required === withReturn ? DOCUMENTED : DOCUMENTED.filter((name) => name !== "return_url"));
  const amount = fields.liraComma("amount");
  for (const name of required) fields.requiredText(name);
  for (const [name, most] of Object.entries(TEXTS)) fields.limitedText(name, most);
  for (const name of FLAGS) fields.flag(name);
  if (fields.has("company_amount") && fields.liraComma("company_amount") > amount)
    throw refuse("bad_request", "company_amount geçersiz");
  checkPosType(fields);
  const given = readGiven(call);
  const instalment = fields.integer("instalment") ?? 0;
  const addCommission = fields.flag("add_commission");
  // A count of 1 is taken as a single payment, as the pages of both kinds show it.
  const plan = instalment === 1 ? 0 : instalment;
  if (chargeForCard(amount, given.card, plan, addCommission) === null)
    throw refuse("bad_request", "instalment bu kart ile kullanılamaz");
  const now = world.clock.now();
  return {
    id: newSessionId(),
    account: account.name,
    flow: "api",
    status: "awaiting_3d",
    referenceNo: fields.text("reference_no"),
    returnUrl: readUrl(fields, "return_url"),
    amount,
    addCommission,
    instalment: plan,
    transactionType: readType(fields),
    agentId: readAgent(fields, account),
    email: fields.text("card_holder_mail"),
    phone: fields.text("card_holder_phone"),
    note: fields.text("description"),
    ratioCode: fields.text("ratio_code"),
    isEscrow: fields.flag("is_escrow"),
    tdsRequired: true,
    isTds: true,
    tokens: 1,
    ...given,
    keep: readWish(fields),
    createdAt: now,
    expiresAt: now + SESSION_MS,
    xactId: null,
    cardId: null,
  };
}

/** The same without a payer's way: nobody is sent anywhere. */
export function readDirect(call: ServiceCall): PaynetSession {
  return { ...readInitial(call, withoutReturn), status: "passed", isTds: false };
}

function readGiven(call: ServiceCall): GivenCard {
  if (!call.fields.has("card_hash")) return readTypedCard(call);
  if (call.fields.has("pan")) throw refuse("bad_request", "card_hash ile kart bilgisi birlikte gönderilemez");
  const { card, month, year } = readKeptCard(call);
  return { card, month, year, declineWith: null };
}

/** 1 sale (also when absent), 3 pre-authorisation. */
export function readType(fields: Fields): number {
  const type = fields.integer("transaction_type") ?? 1;
  if (type !== 1 && type !== 3) throw refuse("wrong_transaction_type", "transaction_type geçersiz");
  return type;
}

/** `save_card` goes with a label and the payer's name at one of the two sides. */
export function readWish(fields: Fields): CardWish | null {
  if (!fields.flag("save_card")) return null;
  const wish = {
    label: fields.requiredText("card_desc"),
    ownerId: fields.text("card_owner_id"),
    userUniqueId: fields.text("user_unique_id"),
  };
  if (wish.ownerId === "" && wish.userUniqueId === "")
    throw refuse("bad_request", "card_owner_id veya user_unique_id zorunludur");
  return wish;
}
