import "server-only";
import { and, desc, eq, inArray } from "drizzle-orm";
import { merchants } from "@/db/schema/merchants";
import { paylinks } from "@/db/schema/paylinks";
import { payments } from "@/db/schema/payments";
import { posSessions } from "@/db/schema/pos/sessions";
import { type Tx, withMerchant } from "@/db/tenancy";
import { systemClock } from "@/lib/kernel/clock";
import { readAfterPaying } from "./delivery/queries";
import { findPayToken } from "./find-pay-token.system";
import { type LinkRow, linkPage, type OwnPayment } from "./link-page";
import { orderOfCheckout, orderOfLink, orderOfPhoneSale } from "./pay-orders";
import { payerCookieName } from "./payer-cookie";
import { paymentPage } from "./payment-page";
import type { PayMerchant, PayPage } from "./schemas";
import { readCheckout } from "./sessions/repository";
import { viewCheckout } from "./sessions/view-checkout.queries";
import { newestTry } from "./tries/repository";

async function merchantOf(tx: Tx, merchantId: string): Promise<PayMerchant> {
  const [row] = await tx
    .select({ name: merchants.name, descriptor: merchants.descriptor, phone: merchants.phone })
    .from(merchants)
    .where(eq(merchants.merchantId, merchantId));
  return row ?? { name: "", descriptor: "", phone: null };
}

async function linkOf(tx: Tx, merchantId: string, id: string): Promise<LinkRow | undefined> {
  const [row] = await tx
    .select()
    .from(paylinks)
    .where(and(eq(paylinks.merchantId, merchantId), eq(paylinks.id, id)));
  return row;
}

async function paymentOf(tx: Tx, merchantId: string, id: string) {
  const [payment] = await tx
    .select()
    .from(payments)
    .where(and(eq(payments.merchantId, merchantId), eq(payments.id, id)));
  if (payment === undefined) return undefined;
  return { payment, attempt: await newestTry(tx, merchantId, id) };
}

/** What a payment was for; undefined for channels without a page of ours. */
async function orderOf(tx: Tx, found: NonNullable<Awaited<ReturnType<typeof paymentOf>>>, now: Date) {
  const { payment, attempt } = found;
  if (payment.paylinkId !== null) {
    const link = await linkOf(tx, payment.merchantId, payment.paylinkId);
    return link && orderOfLink(link, payment, now);
  }
  if (payment.posSessionId !== null) {
    const [sale] = await tx
      .select({ id: posSessions.id, description: posSessions.description })
      .from(posSessions)
      .where(and(eq(posSessions.merchantId, payment.merchantId), eq(posSessions.id, payment.posSessionId)));
    return sale && orderOfPhoneSale(sale, payment);
  }
  if (payment.checkoutId === null) return undefined;
  const checkout = await readCheckout(tx, payment.merchantId, payment.checkoutId);
  return orderOfCheckout(checkout, payment, attempt, now);
}

/** Since when a payment of the link has been open; undefined when every attempt is known dead or paid. */
async function openSince(tx: Tx, merchantId: string, linkId: string): Promise<Date | undefined> {
  const open = inArray(payments.status, ["created", "processing", "authorised", "unknown"]);
  const [row] = await tx
    .select({ at: payments.updatedAt })
    .from(payments)
    .where(and(eq(payments.merchantId, merchantId), eq(payments.paylinkId, linkId), open))
    .orderBy(desc(payments.createdAt))
    .limit(1);
  return row?.at;
}

export type Browser = {
  /** Reads one of this browser's cookies. */
  cookie(name: string): string | undefined;
  /** Where it calls from; for the guard against card testing. */
  address?: string;
  /** The bank just sent the browser back and the provider could not yet be asked. */
  returned?: boolean;
};

/** This browser's own payment of the link, proven by its cookie; undefined for a stranger. */
async function ownPayment(
  tx: Tx,
  merchantId: string,
  linkId: string,
  cookieToken: string | undefined,
): Promise<OwnPayment | undefined> {
  if (cookieToken === undefined) return undefined;
  const [payment] = await tx
    .select()
    .from(payments)
    .where(and(eq(payments.merchantId, merchantId), eq(payments.paylinkId, linkId), eq(payments.token, cookieToken)));
  return payment;
}

/**
 * The page behind `/pay/{token}`. A share token shows the offer or why it is closed and never another payer's
 * payment; a payment token shows that payment alone.
 */
export async function viewPayPage(token: string, browser: Browser): Promise<PayPage> {
  const subject = await findPayToken(token);
  if (!subject) return { mode: "test", kind: "not_found" };
  const now = systemClock.now();
  return withMerchant(subject.merchantId, async (tx): Promise<PayPage> => {
    const merchant = await merchantOf(tx, subject.merchantId);
    if (subject.subjectKind === "payment") {
      const found = await paymentOf(tx, subject.merchantId, subject.subjectId);
      const order = found && (await orderOf(tx, found, now));
      if (!order) return { mode: "test", kind: "not_found" };
      const after = await readAfterPaying(tx, found.payment, now);
      return paymentPage({ merchant, order, token, after, ...found });
    }
    if (subject.subjectKind === "checkout") {
      return viewCheckout({ tx, merchantId: subject.merchantId, id: subject.subjectId, merchant, now, token, browser });
    }
    const link = await linkOf(tx, subject.merchantId, subject.subjectId);
    if (!link) return { mode: "test", kind: "not_found" };
    const own = await ownPayment(tx, subject.merchantId, link.id, browser.cookie(payerCookieName(link.id)));
    const underWaySince = await openSince(tx, subject.merchantId, link.id);
    return linkPage({ merchant, link, now, token, own, underWaySince, returned: browser.returned ?? false });
  });
}
