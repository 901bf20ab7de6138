import "server-only";
import { withMerchant } from "@/db/tenancy";
import { watchAuthorisations } from "@/lib/captures/watch-authorisations";
import type { Clock } from "@/lib/kernel/clock";
import { bookTransaction, transactionCommand } from "@/lib/payments/book-transaction";
import type { Question } from "@/lib/payments/question";
import { recordAbsence } from "@/lib/payments/record-absence";
import { CAPABILITIES } from "@/lib/providers/capabilities";
import type { PaymentProvider } from "@/lib/providers/port";
import type { Actor } from "@/lib/runtime/context";
import { log } from "@/lib/runtime/logger";
import { openProvider, readProviderAccount } from "@/lib/settings/provider-account-repository";
import { armCheck } from "./arm-check";
import { closeAtProvider } from "./close-at-provider";
import { secondsToNextLook } from "./paylink";
import { reconcileCreating } from "./reconcile-creating";
import { type PaylinkRecord, readPaylink } from "./repository";

export type FollowRequest = { merchantId: string; paylinkId: string; eventId?: string; clock: Clock };

const ACTOR: Actor = { kind: "system", id: "follow-paylink" };
const RETRY_SECONDS = 30;

async function askAboutTransactions(
  request: FollowRequest,
  link: PaylinkRecord,
  provider: PaymentProvider,
): Promise<void> {
  const answer = await provider.queryTransactions({
    reference: link.providerReference,
    linkId: link.providerId ?? undefined,
  });
  if (answer.kind === "unknown") {
    await armCheck(link, request.clock, RETRY_SECONDS);
    return;
  }
  if (answer.kind === "absent") {
    await recordAbsence(request.merchantId, link.id, answer.callId);
    if (request.eventId !== undefined) await armCheck(link, request.clock, RETRY_SECONDS);
    return;
  }
  // Declines before the success, as they happened: a row that is not ours by reference is never booked here.
  const ours = answer.transactions.filter((transaction) => transaction.reference === link.providerReference);
  ours.sort((a, b) => (a.occurredAt?.getTime() ?? 0) - (b.occurredAt?.getTime() ?? 0));
  let open = false;
  for (const transaction of ours) {
    const result = await bookTransaction({
      merchantId: request.merchantId,
      paylinkId: link.id,
      transaction,
      callId: answer.callId,
      ...(request.eventId === undefined ? {} : { eventId: request.eventId }),
      actor: ACTOR,
      clock: request.clock,
    });
    if (result.kind === "open") {
      log.warn("provider answer left open", { paylinkId: link.id, reason: result.why });
      open = true;
    }
  }
  // What the answer does not hold is absent for the payments that are still open.
  if (open) await armCheck(link, request.clock, RETRY_SECONDS);
  else await recordAbsence(request.merchantId, link.id, answer.callId);
}

/** What a replay may ask about a link; undefined while nobody knows that it exists at the provider. */
export async function questionOfLink(merchantId: string, paylinkId: string): Promise<Question | undefined> {
  const { link, account } = await withMerchant(merchantId, async (tx) => {
    const found = await readPaylink(tx, merchantId, paylinkId);
    return { link: found, account: await readProviderAccount(tx, merchantId, found.providerAccountId) };
  });
  if (link.status === "creating" || link.status === "failed") return undefined;
  return {
    account,
    subjectKind: "paylink",
    subjectId: link.id,
    ask: { reference: link.providerReference, ...(link.providerId === null ? {} : { linkId: link.providerId }) },
    commandOf: async (told) => transactionCommand({ merchantId, paylinkId, ...told }),
  };
}

/** The account's list, which would find what nobody told, does not exist: the link is asked about while it can be paid. */
async function keepAsking(link: PaylinkRecord, clock: Clock): Promise<void> {
  const seconds = secondsToNextLook(link, clock.now());
  if (seconds !== undefined) await armCheck(link, clock, seconds);
}

/**
 * Asks the provider everything that is open about one link and applies the answers. The only consumer of webhooks,
 * returns and the poll ladder: whatever triggered it, the answer to our own query decides.
 */
export async function followPaylink(request: FollowRequest): Promise<void> {
  const { link, account } = await withMerchant(request.merchantId, async (tx) => {
    const found = await readPaylink(tx, request.merchantId, request.paylinkId);
    return { link: found, account: await readProviderAccount(tx, request.merchantId, found.providerAccountId) };
  });
  const provider = openProvider(account, { subjectKind: "paylink", subjectId: link.id });
  const readAgain = () => withMerchant(request.merchantId, (tx) => readPaylink(tx, request.merchantId, link.id));
  if (link.status === "creating") {
    await reconcileCreating(link, provider, ACTOR, request.clock);
    // Until the link is known to exist, "no transaction" says nothing and must not count as another absent answer.
    if ((await readAgain()).status === "creating") return;
  }
  if (link.status === "failed") return;
  await askAboutTransactions(request, link, provider);
  const held = await watchAuthorisations({
    merchantId: request.merchantId,
    of: { paylinkId: link.id },
    provider,
    clock: request.clock,
  });
  const current = await readAgain();
  if (current.status === "deactivating" || current.status === "exhausted") {
    await closeAtProvider(request.merchantId, current, ACTOR, request.clock, held === 0);
  }
  if (!CAPABILITIES[account.provider].lists) await keepAsking(await readAgain(), request.clock);
}
