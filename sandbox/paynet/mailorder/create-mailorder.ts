import { randomUUID } from "node:crypto";
import type { Paylink } from "../../state/records";
import { checkPosType, readAgent, readUrl } from "../protocol/common-fields";
import type { Fields } from "../protocol/fields";
import { refuse } from "../protocol/refusal";
import { successEnvelope } from "../protocol/result-codes";
import { failFirst, sentinelOf } from "../sentinels";
import type { ServiceAnswer, ServiceCall } from "../service";
import { paylinkUrl } from "./paylink-row";

const DOCUMENTED = [
  "name_surname",
  "amount",
  "pos_type",
  "addcomission_to_amount",
  "agent_id",
  "user_name",
  "email",
  "send_mail",
  "phone",
  "send_sms",
  "expire_date",
  "note",
  "agent_note",
  "reference_no",
  "instalment_key",
  "succeed_url",
  "error_url",
  "confirmation_url",
  "send_confirmation_mail",
] as const;
// ASSUMPTION PAYNET-L5: the only known way to a link that is paid more than once, so strict mode takes it too.
const TOLERATED = ["multi_payment", "send_email"] as const;
// ASSUMPTION PAYNET-L1: the validity of a link created without one is not documented.
const DEFAULT_HOURS = 72;
const HOUR_MS = 3_600_000;

/** `POST /v1/mailorder/create` (docs/providers/paynet.md 5.1): every call makes a new link. */
export function createMailorder(call: ServiceCall): ServiceAnswer {
  const paylink = readPaylink(call);
  const sentinel = sentinelOf(paylink.amount);
  if (sentinel === "fails_first") failFirst(call.world.truth, identityOf(paylink));
  call.world.truth.put("paylink", paylink);
  const url = paylinkUrl(call.world, paylink);
  return { body: { url, id: paylink.id, ...successEnvelope("mailorder") }, hang: sentinel === "hangs" };
}

function identityOf(paylink: Paylink): string {
  const name = paylink.referenceNo === "" ? `${paylink.nameSurname} ${paylink.amount}` : paylink.referenceNo;
  return `${paylink.account} ${name}`;
}

function readPaylink({ world, account, fields, warn }: ServiceCall): Paylink {
  fields.expectOnly([...DOCUMENTED, ...TOLERATED]);
  const amount = fields.lira("amount");
  const nameSurname = fields.requiredText("name_surname");
  const agentId = readAgent(fields, account);
  checkPosType(fields);
  if (fields.has("multi_payment")) warn("multi_payment is seen in third-party code only");
  const expireHours = readHours(fields);
  const createdAt = world.clock.now();
  return {
    id: randomUUID(),
    pageId: randomUUID(),
    account: account.name,
    agentId,
    nameSurname,
    amount,
    currency: "TRY",
    ...readContact(fields),
    ...readTexts(fields),
    addCommission: fields.flag("addcomission_to_amount"),
    multiPayment: fields.flag("multi_payment"),
    passive: false,
    createdAt,
    expiresAt: createdAt + expireHours * HOUR_MS,
    expireHours,
    paidXactId: null,
  };
}

/** Hours, as number or digits. */
function readHours(fields: Fields): number {
  const hours = fields.integer("expire_date") ?? DEFAULT_HOURS;
  if (hours < 1) throw refuse("bad_request", "expire_date geçersiz");
  return hours;
}

function readContact(fields: Fields): Pick<Paylink, "email" | "phone" | "sendMail" | "sendSms"> {
  if (fields.has("send_email")) fields.variant("send_email stands in the prose, send_mail in the table");
  const sendMail = fields.flag("send_mail") || fields.flag("send_email");
  const sendSms = fields.flag("send_sms");
  const email = fields.text("email");
  const phone = fields.text("phone");
  if (sendMail && !email.includes("@")) throw refuse("bad_request", "send_mail için email zorunludur");
  // ASSUMPTION PAYNET-L6: the documented example has ten digits and no country code.
  if (sendSms && !/^5\d{9}$/.test(phone)) throw refuse("bad_request", "send_sms için phone zorunludur");
  return { email, phone, sendMail, sendSms };
}

type Texts = "referenceNo" | "userName" | "note" | "agentNote" | "instalmentKey";
type Urls = "succeedUrl" | "errorUrl" | "confirmationUrl";

/** ASSUMPTION PAYNET-L8: the limit stands on other services' pages; addresses are absolute http(s). */
function readTexts(fields: Fields): Pick<Paylink, Texts | Urls> {
  const referenceNo = fields.text("reference_no");
  if (referenceNo.length > 50) throw refuse("bad_request", "reference_no en fazla 50 karakter olabilir");
  fields.flag("send_confirmation_mail");
  return {
    referenceNo,
    userName: fields.text("user_name"),
    note: fields.text("note"),
    agentNote: fields.text("agent_note"),
    instalmentKey: readInstalmentKey(fields),
    succeedUrl: readUrl(fields, "succeed_url"),
    errorUrl: readUrl(fields, "error_url"),
    confirmationUrl: readUrl(fields, "confirmation_url"),
  };
}

function readInstalmentKey(fields: Fields): string {
  const key = fields.text("instalment_key");
  if (key !== "" && !key.startsWith("ji_")) throw refuse("bad_request", "instalment_key geçersiz");
  return key;
}
