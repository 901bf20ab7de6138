import "server-only";
import { createHash } from "node:crypto";
import { maskCardNumbers } from "@/lib/kernel/card-number";
import { newId } from "@/lib/kernel/ids";
import { errorFields, log } from "@/lib/runtime/logger";
import { runCommand } from "@/lib/runtime/run-command";
import { storeEvent } from "@/lib/webhooks/store-event";
import { payerCookieName } from "../payer-cookie";
import { readTry, recentTries, type TryRecord } from "../tries/repository";
import { openSession } from "../tries/session-seal";
import type { BrowserReturn, ReturnTarget } from "./resolve-return";

/** Fields that open the provider's session: compared, never stored. */
const SECRET = ["session_id", "token_id"];
/** What a provider calls the card it kept: it can pay, and we ask for it ourselves. */
const CARD_ID = /^(cardsaveduniquecode|card_hash|card_owner_id)$/i;

/** The very session this try was given; a form with another one is somebody else's, or was tampered with. */
function isOfThisSession(known: TryRecord, fields: Record<string, string>): boolean {
  const session = openSession(known.attempt);
  return SECRET.every((name) => session[name] === undefined || fields[name] === session[name]);
}

/** The try behind an address that names a checkout: the provider learnt it before there was a try, so the session tells. */
async function tryOfCheckout(merchantId: string, checkoutId: string, fields: Record<string, string>) {
  for (const id of await recentTries(merchantId, checkoutId)) {
    const known = await readTry(merchantId, id);
    const session = known === undefined ? {} : openSession(known.attempt);
    if (session.session_id !== undefined && session.session_id === fields.session_id) return known;
  }
  return undefined;
}

async function store(known: TryRecord, arrival: BrowserReturn): Promise<void> {
  const { attempt, account } = known;
  const shown = Object.entries(arrival.fields ?? {}).filter(([name]) => !SECRET.includes(name) && !CARD_ID.test(name));
  const body = maskCardNumbers(JSON.stringify(Object.fromEntries(shown)));
  const digest = (text: string) => createHash("sha256").update(text).digest("hex");
  await storeEvent({
    id: newId("event", arrival.clock.now()),
    merchant_id: attempt.merchantId,
    mode: attempt.mode,
    provider: attempt.provider,
    provider_account_id: account.id,
    source: "return",
    event_key: digest(`return|${attempt.id}|${body}`),
    trust: "unsigned",
    subject_id: attempt.id,
    provider_reference: null,
    address: arrival.address,
    content_type: null,
    body,
    body_sha256: digest(JSON.stringify(arrival.fields ?? {})),
  });
}

/**
 * Where a browser goes that comes back from a checkout's bank. The try is marked as returned and its job queued; what
 * became of it the provider's own answer tells. Whoever brings another session changes nothing.
 */
export async function resolveTryReturn(
  subject: { merchantId: string; subjectId: string },
  arrival: BrowserReturn,
): Promise<ReturnTarget | undefined> {
  const fields = arrival.fields ?? {};
  const known = subject.subjectId.startsWith("co_")
    ? await tryOfCheckout(subject.merchantId, subject.subjectId, fields)
    : await readTry(subject.merchantId, subject.subjectId);
  if (!known) return undefined;
  const { attempt, payment, checkout } = known;
  if (isOfThisSession(known, fields)) {
    try {
      // First the mark, then the event: the job that the event queues finds a try that may be charged.
      await runCommand("vezne_app", "record_attempt_return", {
        merchant_id: attempt.merchantId,
        attempt_id: attempt.id,
      });
      await store(known, arrival);
    } catch (cause) {
      log.error("return could not be recorded", { paymentId: payment.id, ...errorFields(cause) });
    }
  }
  return { path: `/pay/${payment.token}`, cookie: { name: payerCookieName(checkout.id), value: payment.token } };
}
