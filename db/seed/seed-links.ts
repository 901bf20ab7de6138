import { statements } from "@/db/client";
import { tokenHash } from "@/lib/runtime/token-hash";
import type { DemoLink } from "./demo-facts";
import { DEMO_ACCOUNTS, fixedId } from "./demo-people";
import { demoTermsOf } from "./escrow/demo-cases";

export type LinkPlace = { merchantId: string; accountId: string; linkId: string };

export function placeOf(link: DemoLink): LinkPlace {
  const account = DEMO_ACCOUNTS.find((candidate) => candidate.key === link.account);
  return {
    merchantId: fixedId("mer", account?.merchant ?? "demo"),
    accountId: fixedId("pa", link.account),
    linkId: fixedId("pl", link.key),
  };
}

/** Unguessable in an installation, the same at every seeding of it: derived from the link and the given secret. */
export type ShareTokens = (linkKey: string) => string;

const orNull = (text: string) => (text === "" ? null : text);

/** One link as it was created at its time, active at the provider. Runs at that time (see time-travel.ts). */
export async function seedLink(
  link: DemoLink,
  at: { created: Date; expires: Date },
  pagesUrl: string,
  tokens: ShareTokens,
): Promise<void> {
  const sql = statements("vezne_system");
  const { merchantId, accountId, linkId } = placeOf(link);
  const cashier = fixedId("usr", link.account === "other" ? "owner@other.test" : "cashier@vezne.test");
  const actor = { kind: "user", id: cashier };
  const shareToken = tokens(link.key);
  const escrow = demoTermsOf(link.key);
  await sql`insert into paylinks ${sql({
    merchant_id: merchantId,
    id: linkId,
    mode: "test",
    provider_account_id: accountId,
    provider: "paynet",
    status: "active",
    because: sql.json({ text: "provider_created_link", at: at.created.toISOString(), actor }),
    amount: link.amount.toString(),
    amount_paid: "0",
    currency: "TRY",
    customer_name: link.name_surname,
    customer_email: orNull(link.email),
    customer_phone: orNull(link.phone),
    note: orNull(link.note),
    agent_note: orNull(link.agent_note),
    reference_no: link.reference_no,
    provider_reference: link.provider_reference,
    provider_id: link.id,
    provider_url: `${pagesUrl}/S/M?id=${link.page_id}`,
    share_token: shareToken,
    agent_id: orNull(link.agent_id),
    add_commission: link.add_commission,
    send_email: false,
    send_sms: false,
    send_confirmation_mail: true,
    expires_in_hours: Math.max(1, Math.round((link.expires_minutes - link.created_minutes) / 60)),
    expires_at: at.expires,
    max_uses: link.multi_payment ? 20 : 1,
    uses: 0,
    escrow: escrow === null ? null : sql.json(escrow),
    metadata: sql.json({}),
    created_by: cashier,
    created_at: at.created,
    updated_at: at.created,
    check_step: 0,
    absent_answers: 0,
  })}`;
  await sql`insert into pay_tokens ${sql({
    token_hash: tokenHash(shareToken),
    merchant_id: merchantId,
    subject_kind: "paylink",
    subject_id: linkId,
    created_at: at.created,
  })}`;
  await sql`select append_audit(${merchantId}, 'test', ${sql.json(actor)}, 'paylink.active', 'paylink', ${linkId}, ${linkId},
    null, 'creating', 'active', ${sql.json({ provider_id: link.id })})`;
}

/** Links that were switched off in their time. */
export async function seedDeactivation(link: DemoLink): Promise<void> {
  const sql = statements("vezne_system");
  const { merchantId, linkId } = placeOf(link);
  const actor = { kind: "user", id: fixedId("usr", "cashier@vezne.test") };
  for (const [from, to, text] of [
    ["active", "deactivating", "staff_deactivated"],
    ["deactivating", "deactivated", "provider_confirmed_deactivation"],
  ] as const) {
    await sql`update paylinks set status = ${to}, updated_at = vezne_now(),
        because = jsonb_build_object('text', ${text}::text, 'at', vezne_now(), 'actor', ${sql.json(actor)}::jsonb)
      where merchant_id = ${merchantId} and id = ${linkId} and status = ${from}`;
    await sql`select append_audit(${merchantId}, 'test', ${sql.json(actor)}, ${`paylink.${to}`}, 'paylink', ${linkId}, ${linkId},
      null, ${from}, ${to}, '{}'::jsonb)`;
  }
}
