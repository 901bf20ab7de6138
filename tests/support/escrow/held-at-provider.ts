import { statements } from "@/db/client";
import { withMerchant } from "@/db/tenancy";
import { getCheckout } from "@/lib/checkout/sessions/queries";
import { followAttempt } from "@/lib/checkout/tries/follow-attempt";
import { getEscrow } from "@/lib/escrow/desk/queries";
import { followMirror } from "@/lib/escrow/mirror/follow-mirror";
import type { EscrowDto } from "@/lib/escrow/schemas";
import { systemClock } from "@/lib/kernel/clock";
import { getPayment } from "@/lib/payments/queries";
import type { HoldDecision } from "@/lib/providers/hold";
import { openProvider, readProviderAccount } from "@/lib/settings/provider-account-repository";
import { CheckoutPayer, openCheckout } from "../checkout/factories-checkout";
import { makeContext } from "../context";
import type { TestMerchant } from "../factories";

export const SELLER_IBAN = "TR330006100519786457841326";
const CARDS = {
  paynet: { number: "4355 0843 5508 4358", password: "a" },
  paywall: { number: "5293 6012 3456 7896", password: "123456" },
} as const;

/** A paid page under terms whose account asks its provider to keep the money; amounts in minor units. */
export async function heldAtProvider(
  merchant: TestMerchant,
  provider: "paynet" | "paywall",
  terms: Record<string, unknown> = {},
): Promise<EscrowDto> {
  const owner = makeContext(merchant);
  const checkout = await openCheckout(merchant, { provider, escrow: { enabled: true, ...terms } });
  const payer = new CheckoutPayer(checkout);
  const { number, password } = CARDS[provider];
  const token = await payer.start({ number });
  await payer.comeBack(await payer.throughBank(token, password));
  const { payment_id } = await getCheckout(owner, checkout.id);
  const { attempts } = await getPayment(owner, payment_id ?? "");
  for (const { id } of attempts) await followAttempt({ merchantId: merchant.id, attemptId: id, clock: systemClock });
  const { escrow_account_id } = await getPayment(owner, payment_id ?? "");
  return getEscrow(owner, escrow_account_id ?? "");
}

/** Switches the mirror of every account of a merchant, as its owner would in the settings. */
export async function switchMirror(merchant: TestMerchant, to: "on" | "off"): Promise<void> {
  await statements("vezne_system")`
    update provider_accounts set escrow_mirror = ${to} where merchant_id = ${merchant.id}`;
}

/** What the worker does when the case's mirror is due. */
export async function carryMirrorOn(merchant: TestMerchant, escrowId: string): Promise<EscrowDto> {
  const [row] = await statements("vezne_system")<{ id: string }[]>`
    select id from escrow_mirrors where merchant_id = ${merchant.id} and escrow_id = ${escrowId}`;
  await followMirror({ merchantId: merchant.id, mirrorId: row?.id ?? "", clock: systemClock });
  return getEscrow(makeContext(merchant), escrowId);
}

/** Somebody decides in the provider's own panel, past us. */
export async function decideThere(merchant: TestMerchant, escrowId: string, decision: HoldDecision): Promise<void> {
  const [row] = await statements("vezne_system")<{ account: string; transaction: string }[]>`
    select provider_account_id as account, transaction_id as transaction from escrow_mirrors
    where merchant_id = ${merchant.id} and escrow_id = ${escrowId}`;
  const { account = "", transaction = "" } = row ?? {};
  const opened = await withMerchant(merchant.id, (tx) => readProviderAccount(tx, merchant.id, account));
  // A subject of its own: what the panel does is none of our calls about the case.
  const { hold } = openProvider(opened, { subjectKind: "provider_account", subjectId: account });
  const outcome = await hold?.decideHold({ transactionId: transaction, decision, note: "panel" });
  if (outcome?.kind !== "done") throw new Error(`the panel did not: ${JSON.stringify(outcome)}`);
}
