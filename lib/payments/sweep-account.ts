import "server-only";
import { isDatabaseAway } from "@/db/database-away";
import { withMerchant } from "@/db/tenancy";
import { watchAuthorisations } from "@/lib/captures/watch-authorisations";
import { bookAttempt } from "@/lib/checkout/tries/book-attempt";
import { triesByReference } from "@/lib/checkout/tries/tries-by-reference";
import type { Clock } from "@/lib/kernel/clock";
import { bookPos } from "@/lib/pos/sales/book-pos";
import { posByReference } from "@/lib/pos/sales/pos-by-reference";
import { CAPABILITIES } from "@/lib/providers/capabilities";
import type { ProviderTransaction } from "@/lib/providers/port";
import type { Actor } from "@/lib/runtime/context";
import { log } from "@/lib/runtime/logger";
import { openProvider, type ProviderAccount, readProviderAccount } from "@/lib/settings/provider-account-repository";
import { type Booking, bookTransaction } from "./book-transaction";
import { linksByReference, markSwept } from "./repository";

const ACTOR: Actor = { kind: "system", id: "sweep-account" };
const OVERLAP_HOURS = 1;
const FIRST_SWEEP_DAYS = 3;

/** The first pass begins where the account does, however long its worker stood still; a young account's some days before. */
function firstSweepFrom({ createdAt }: ProviderAccount, now: Date): number {
  return Math.min(createdAt.getTime(), now.getTime() - FIRST_SWEEP_DAYS * 86_400_000);
}

/** Lists come newest first: a decline is booked before the success that followed it. */
function asTheyHappened(transactions: ProviderTransaction[]): ProviderTransaction[] {
  return [...transactions].reverse().sort((a, b) => (a.occurredAt?.getTime() ?? 0) - (b.occurredAt?.getTime() ?? 0));
}

/** Our links, tries and phone sales behind the references of the list. */
async function ownersOf(merchantId: string, accountId: string, transactions: ProviderTransaction[]) {
  const references = [...new Set(transactions.map(({ reference }) => reference).filter((text) => text !== null))];
  const links = await linksByReference(merchantId, accountId, references);
  const others = references.filter((text) => !links.has(text));
  const tries = await triesByReference(merchantId, accountId, others);
  const rest = others.filter((text) => !tries.has(text));
  return { links, tries, sales: await posByReference(merchantId, accountId, rest) };
}

type Owners = Awaited<ReturnType<typeof ownersOf>>;

/** Books a row to whom its reference names. Answers the link whose authorisation it says was ended elsewhere. */
async function bookRow(own: Owners, booking: Omit<Booking, "paylinkId">): Promise<string | undefined> {
  const reference = booking.transaction.reference ?? "";
  const attemptId = own.tries.get(reference);
  const sessionId = own.sales.get(reference);
  const paylinkId = own.links.get(reference);
  if (attemptId !== undefined) await bookAttempt({ ...booking, attemptId });
  if (sessionId !== undefined) await bookPos({ ...booking, sessionId });
  if (paylinkId === undefined) return undefined;
  const result = await bookTransaction({ ...booking, paylinkId });
  return result.kind === "elsewhere" ? paylinkId : undefined;
}

/**
 * One complete pass over the provider's own list: finds what no webhook told us. All pages or nothing: an incomplete
 * list moves no watermark. Booking is idempotent, so the overlap costs nothing.
 * @throws what the first row said that could not be booked; all the others are
 */
export async function sweepAccount(merchantId: string, accountId: string, clock: Clock): Promise<void> {
  const account = await withMerchant(merchantId, (tx) => readProviderAccount(tx, merchantId, accountId));
  // Without lists every open link and try is asked about by name instead (lib/paylinks/paylink.ts).
  if (!CAPABILITIES[account.provider].lists) return;
  const provider = openProvider(account, { subjectKind: "provider_account", subjectId: accountId });
  const now = clock.now();
  const since = account.sweptUntil?.getTime() ?? firstSweepFrom(account, now);
  const list = await provider.listTransactions(new Date(since - OVERLAP_HOURS * 3_600_000), now);
  if (list.kind !== "complete") {
    log.warn("account sweep incomplete", { accountId, reason: list.why });
    return;
  }
  const own = await ownersOf(merchantId, accountId, list.transactions);
  const reversed = new Set<string>();
  const failures: unknown[] = [];
  for (const transaction of asTheyHappened(list.transactions)) {
    try {
      const paylinkId = await bookRow(own, { merchantId, transaction, callId: list.callId, actor: ACTOR, clock });
      if (paylinkId !== undefined) reversed.add(paylinkId);
    } catch (cause) {
      // Without a database every further row would only wait for it in turn.
      if (isDatabaseAway(cause)) throw cause;
      failures.push(cause);
    }
  }
  for (const paylinkId of reversed) await watchAuthorisations({ merchantId, of: { paylinkId }, provider, clock });
  // What could not be booked stops nobody else's money, and is read again because the watermark stays.
  if (failures.length > 0) {
    log.warn("rows of an account's list were not booked", { accountId, reason: `${failures.length} rows` });
    throw failures[0];
  }
  await markSwept(merchantId, accountId, now);
}
