import "server-only";
import { withMerchant } from "@/db/tenancy";
import { isId } from "@/lib/kernel/ids";
import { findPayToken } from "../find-pay-token.system";
import { readCheckout } from "../sessions/repository";
import { readStoredCard, type StoredCardRecord } from "./repository";
import { payerHashOf } from "./stored-card";

export type CardRequest = {
  /** Of the checkout's page. */
  token: string;
  id: string;
  cookie(name: string): string | undefined;
};

/** A kept card of this very browser at the merchant of the checkout; undefined for any other. */
export async function ownCard({ token, id, cookie }: CardRequest): Promise<StoredCardRecord | undefined> {
  const subject = await findPayToken(token);
  if (subject?.subjectKind !== "checkout" || !isId("storedCard", id)) return undefined;
  const { merchantId } = subject;
  const payerHash = payerHashOf(merchantId, cookie);
  if (payerHash === undefined) return undefined;
  const { mode } = await withMerchant(merchantId, (tx) => readCheckout(tx, merchantId, subject.subjectId));
  return readStoredCard({ merchantId, payerHash, mode }, id);
}

/** What the plans of a kept card are asked by; its digits stay on this server. */
export async function plansOfCard(request: CardRequest): Promise<{ bin: string; account: string | undefined }> {
  const card = await ownCard(request);
  return card?.bin ? { bin: card.bin.slice(0, 8), account: card.providerAccountId } : { bin: "", account: undefined };
}
