import "server-only";
import { createHash } from "node:crypto";
import type { Clock } from "@/lib/kernel/clock";
import { newId } from "@/lib/kernel/ids";
import { bookTransaction } from "@/lib/payments/book-transaction";
import { recordReturn } from "@/lib/payments/record-return";
import { returnFromApp } from "@/lib/pos/steps/return-from-app";
import type { Actor } from "@/lib/runtime/context";
import { env } from "@/lib/runtime/env";
import { errorFields, log } from "@/lib/runtime/logger";
import { openProvider } from "@/lib/settings/provider-account-repository";
import { verifyCapability } from "@/lib/webhooks/capability";
import { storeEvent } from "@/lib/webhooks/store-event";
import { payerCookieName } from "../payer-cookie";
import { type ReturnedLink, readReturn } from "./repository";
import { resolveTryReturn } from "./resolve-try-return";

export type BrowserReturn = {
  provider: string;
  segment: string;
  /** The transaction id the provider appended; a hint like everything a browser brings. */
  transactionId: string | undefined;
  /** Everything else it brought. */
  fields?: Record<string, string>;
  cookie(name: string): string | undefined;
  address: string;
  clock: Clock;
};

export type ReturnTarget = { path: string; cookie?: { name: string; value: string } };

const NEUTRAL: ReturnTarget = { path: "/pay/unknown" };
const BROWSER_PATIENCE_MS = 4_000;
const ACTOR: Actor = { kind: "system", id: "return" };

async function storeReturn(link: ReturnedLink, arrival: BrowserReturn): Promise<string> {
  const body = JSON.stringify({ xact_id: arrival.transactionId ?? null });
  const stored = await storeEvent({
    id: newId("event", arrival.clock.now()),
    merchant_id: link.merchantId,
    mode: link.mode,
    provider: link.provider,
    provider_account_id: link.providerAccountId,
    source: "return",
    event_key: createHash("sha256").update(`return|${link.id}|${body}`).digest("hex"),
    trust: "unsigned",
    subject_id: link.id,
    provider_reference: null,
    address: arrival.address,
    content_type: null,
    body,
    body_sha256: createHash("sha256").update(body).digest("hex"),
  });
  return stored.id;
}

type Found = NonNullable<Awaited<ReturnType<typeof readReturn>>>;

/** Asks the provider about the transaction the browser named; books it only if it is of this very link. */
async function verifyByQuery(found: Found, arrival: BrowserReturn, eventId: string): Promise<string | undefined> {
  const { link, own, account } = found;
  if (arrival.transactionId === undefined) return undefined;
  const provider = openProvider(account, { subjectKind: "paylink", subjectId: link.id }, BROWSER_PATIENCE_MS);
  const answer = await provider.queryTransactions({ transactionId: arrival.transactionId });
  if (answer.kind !== "found") return undefined;
  const transaction = answer.transactions.find(
    ({ transactionId, reference }) => transactionId === arrival.transactionId && reference === link.providerReference,
  );
  if (!transaction) return undefined;
  const result = await bookTransaction({
    merchantId: link.merchantId,
    paylinkId: link.id,
    transaction,
    callId: answer.callId,
    eventId,
    ...(own === undefined ? {} : { paymentId: own.id }),
    actor: ACTOR,
    clock: arrival.clock,
  });
  return result.kind === "booked" ? result.paymentToken : undefined;
}

/**
 * Where a browser that comes back from the bank goes. The provider's answer to our query leads to that payer's own
 * page; if it cannot be asked in four seconds the page says "checking" and the job finds out.
 */
export async function resolveReturn(arrival: BrowserReturn): Promise<ReturnTarget> {
  const verdict = verifyCapability(env().CAPABILITY_KEYS, arrival.provider, arrival.segment, arrival.clock.now());
  if (!verdict.ok || verdict.capability.kind !== "return") return NEUTRAL;
  const { merchantId, subjectId } = verdict.capability;
  if (subjectId.startsWith("pos_")) {
    const { address, clock, fields } = arrival;
    const path = await returnFromApp({ merchantId, sessionId: subjectId, data: fields?.data, address, clock });
    return path === undefined ? NEUTRAL : { path };
  }
  if (!subjectId.startsWith("pl_")) {
    return (await resolveTryReturn(verdict.capability, arrival)) ?? NEUTRAL;
  }
  const found = await readReturn(merchantId, subjectId, arrival.cookie);
  if (!found) return NEUTRAL;
  const { link, own } = found;
  let paymentToken: string | undefined;
  try {
    const eventId = await storeReturn(link, arrival);
    if (own) await recordReturn(link.merchantId, link.id, own.id);
    paymentToken = await verifyByQuery(found, arrival, eventId);
  } catch (cause) {
    log.error("return could not be verified at once", { paylinkId: link.id, ...errorFields(cause) });
  }
  const target = paymentToken ?? own?.token;
  if (target === undefined) return { path: `/pay/${link.shareToken}?returned=1` };
  return { path: `/pay/${target}`, cookie: { name: payerCookieName(link.id), value: target } };
}
