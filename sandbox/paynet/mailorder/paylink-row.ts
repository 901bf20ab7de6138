import type { Paylink } from "../../state/records";
import type { World } from "../../world";
import { accountNamed } from "../accounts";
import { encodeLira } from "../protocol/amounts";
import { encodeInstant } from "../protocol/dates";

/** Where the payer pays; its guid differs from the link's `id` (docs/providers/paynet.md 5.1). */
export function paylinkUrl(world: World, paylink: Paylink): string {
  return `${world.pagesUrl}/S/M?id=${paylink.pageId}`;
}

/**
 * The link's `status` on the wire. 0 waiting and 3 passive are documented (docs/providers/paynet.md 5.6).
 * ASSUMPTION PAYNET-L2: paid is 1, expired stays 0; a client should look at xact_id and expire_date instead.
 */
export function wireStatus(paylink: Paylink): number {
  if (paylink.passive) return 3;
  return paylink.paidXactId === null ? 0 : 1;
}

/** Fields that detail and list have in common. ASSUMPTION PAYNET-L3: the cut-off tail carries `id` and `url`. */
export function paylinkRow(world: World, paylink: Paylink): Record<string, unknown> {
  return {
    id: paylink.id,
    url: paylinkUrl(world, paylink),
    company_code: accountNamed(paylink.account).companyCode,
    agent_id: paylink.agentId,
    xact_id: paylink.paidXactId ?? "",
    reference_no: paylink.referenceNo,
    email: paylink.email,
    user_name: paylink.userName,
    name_surname: paylink.nameSurname,
    amount: encodeLira(paylink.amount),
    currency: paylink.currency,
    installment: 0,
    phone: paylink.phone,
    send_sms: paylink.sendSms,
    send_mail: paylink.sendMail,
    bank_id: "",
    create_date: encodeInstant(paylink.createdAt),
    note: paylink.note,
    agent_note: paylink.agentNote,
    succeed_url: paylink.succeedUrl,
    error_url: paylink.errorUrl,
    confirmation_url: paylink.confirmationUrl,
    status: wireStatus(paylink),
  };
}
