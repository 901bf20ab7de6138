import "server-only";
import type { checkouts } from "@/db/schema/checkouts";
import { CAPABILITIES } from "@/lib/providers/capabilities";
import type { CardEntry, ThreeDProduct, ThreeDRequest } from "@/lib/providers/three-d";
import { memberOf } from "@/lib/settings/members/member-of.queries";
import type { ProviderAccount } from "@/lib/settings/provider-account-repository";
import { EscrowTerms } from "../terms-schemas";
import { sellerShare } from "./seller-share";

type Try = {
  checkout: Pick<typeof checkouts.$inferSelect, "id" | "escrow" | "capture" | "amount" | "description">;
  account: ProviderAccount;
  total: bigint | null;
  read: { card: CardEntry | null };
};

/** Whether this try asks the provider to keep the money, and what its start says beside the rest. */
export type HoldWish = { isHeld: boolean; request: Pick<ThreeDRequest, "untilDelivery" | "products"> };

const NOT_HELD: HoldWish = { isHeld: false, request: {} };

function product({ checkout, total }: Try, terms: EscrowTerms, member: number): ThreeDProduct {
  const amount = total ?? checkout.amount;
  const name = (checkout.description ?? "Sipariş").slice(0, 120);
  const seller = { member, share: { earning: sellerShare(terms, amount) } };
  return { id: checkout.id, name, category: "-", description: name, amount, seller };
}

/**
 * The wish of a try under terms of delivery, where its account is set so. Not on a provider's own page, not for an amount
 * that is captured later, at Paynet not through the browser's session (docs/providers/paynet.md 10), and at Paywall only
 * for a beneficiary who is a member there: everybody else is held in our books alone.
 */
export async function holdWish(request: Try): Promise<HoldWish> {
  const { checkout, account, read } = request;
  const terms = EscrowTerms.nullable().parse(checkout.escrow);
  if (terms === null || account.escrowMirror === "off" || checkout.capture === "manual" || read.card === null) {
    return NOT_HELD;
  }
  const way = CAPABILITIES[account.provider].hold;
  if (way === "flag") return read.card.kind === "token" ? NOT_HELD : { isHeld: true, request: { untilDelivery: true } };
  const member = terms.beneficiary === null ? undefined : await memberOf(account, terms.beneficiary.iban);
  if (member === undefined) return NOT_HELD;
  return { isHeld: true, request: { products: [product(request, terms, member)] } };
}
