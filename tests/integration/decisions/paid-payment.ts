import type { TestMerchant } from "../../support/factories";
import { book, createLink, transactionOf } from "../../support/factories-paylink";

/** A payment of 1,000 lira of a link that a provider took or holds, and its link. */
export async function paid(
  merchant: TestMerchant,
  verdict: "captured" | "authorised" = "captured",
  wish: Record<string, unknown> = {},
) {
  const link = await createLink(merchant, { amount: 100_000, ...wish });
  const booked = await book(merchant, link, transactionOf(link, { verdict }));
  if (booked.kind !== "booked") throw new Error(`not booked: ${booked.kind}`);
  return { link, paymentId: booked.paymentId };
}
