import "server-only";
import { withMerchant } from "@/db/tenancy";
import type { Clock } from "@/lib/kernel/clock";
import { newReferenceSuffix } from "@/lib/kernel/ids";
import { providerReferenceFor } from "@/lib/paylinks/paylink";
import type { CardEntryGrant } from "@/lib/providers/three-d";
import { openProvider } from "@/lib/settings/provider-account-repository";
import { findPayToken } from "../find-pay-token.system";
import { chooseAccounts } from "../routing/choose-accounts";
import { readCheckout } from "../sessions/repository";
import { newKeepWish } from "../stored-cards/wish-card";
import { totalOf } from "./installments";
import { threeDRequest } from "./start-try";

const PATIENCE_MS = 5_000;

/**
 * Opens the way for a card that goes from the payer's browser to the provider. Nothing is charged and no try is
 * written; `refused` where the page has to say why instead.
 */
export async function prepareCardEntry(request: {
  token: string;
  /** The page's provider account; without one the best of this entry. */
  account?: string;
  /** The plan that was chosen and the card's first digits: the provider's session is opened for that sum. */
  installments: number;
  bin: string | null;
  /** The payer asks to keep the card: at Paynet the session says so. */
  saveCard?: boolean;
  address: string;
  clock: Clock;
}): Promise<CardEntryGrant | { kind: "refused" }> {
  const subject = await findPayToken(request.token);
  if (subject?.subjectKind !== "checkout") return { kind: "refused" };
  const now = request.clock.now();
  const { checkout, accounts } = await withMerchant(subject.merchantId, async (tx) => {
    const found = await readCheckout(tx, subject.merchantId, subject.subjectId);
    return { checkout: found, accounts: await chooseAccounts(tx, found, {}, now) };
  });
  const isOpen = (checkout.status === "open" || checkout.status === "processing") && checkout.expiresAt > now;
  const account = accounts.find(({ id, cardEntry }) => (request.account ?? id) === id && cardEntry === "browser_token");
  if (!isOpen || checkout.closedAt !== null || account === undefined) return { kind: "refused" };
  const read = {
    customer: { name: checkout.customerName, email: checkout.customerEmail, phone: checkout.customerPhone },
    installments: request.installments,
    card: null,
    bin: request.bin,
  };
  const total = await totalOf(checkout, account, read);
  if (total === undefined) return { kind: "rejected", code: "plan_not_for_card", message: "" };
  const { address, clock } = request;
  const ask = { checkout, account, read, total, paymentId: undefined, address, clock };
  const reference = providerReferenceFor(checkout.referenceNo ?? undefined, newReferenceSuffix());
  const provider = openProvider(account, { subjectKind: "provider_account", subjectId: account.id }, PATIENCE_MS);
  const keep = request.saveCard ? { keepCard: newKeepWish() } : {};
  return provider.prepareCardEntry({ ...threeDRequest(ask, checkout.id, reference), ...keep });
}
