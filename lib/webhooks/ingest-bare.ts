import "server-only";
import { wakeWorkers } from "@/lib/jobs/wake-workers";
import { systemClock } from "@/lib/kernel/clock";
import { newId } from "@/lib/kernel/ids";
import { runCommand } from "@/lib/runtime/run-command";
import { type AccountPolicy, accountsNamed, distinctiveAccounts } from "./account-policy.system";
import { type Delivery, RECEIVED, type Receipt, refuse, tooMany } from "./delivery";
import { countDelivery, waitOf } from "./delivery-limits";
import { keepRefusal } from "./inbox/keep-refusal";
import { claimsProof, proofOf } from "./proof";
import { contentOf, eventKey, storeEvent } from "./store-event";

/** Hints of one Istanbul day that prove nothing, over all processes (contract 4.2). */
export const DAILY_HINTS = 10_000;
const HINT_BYTES = 4 * 1024;

type Content = ReturnType<typeof contentOf>;

/** Every secret is tried, whichever holds: how long it takes tells nothing. */
function accountsSigning(accounts: readonly AccountPolicy[], delivery: Delivery, now: Date): AccountPolicy[] {
  return accounts.filter((account) => proofOf(delivery, account, now) === "valid");
}

/** The one account that is meant: the only candidate, or the only one that has a link of the reference. */
async function onlyOne(candidates: readonly AccountPolicy[], content: Content): Promise<AccountPolicy | undefined> {
  if (candidates.length <= 1 || content.provider_reference === null) {
    return candidates.length === 1 ? candidates[0] : undefined;
  }
  const named = await accountsNamed(candidates, content.provider, content.provider_reference);
  return named.length === 1 ? named[0] : undefined;
}

async function storeFor(account: AccountPolicy, content: Content, trust: "signed" | "address_known"): Promise<Receipt> {
  const wait = await countDelivery("account", account.accountId);
  if (wait !== undefined) return tooMany("rate_limited", wait);
  await storeEvent({
    ...content,
    id: newId("event", systemClock.now()),
    merchant_id: account.merchantId,
    mode: account.mode,
    provider_account_id: account.accountId,
    source: "webhook",
    event_key: eventKey(account.accountId, content.body_sha256),
    trust,
    subject_id: null,
  });
  return RECEIVED;
}

type HintAnswer = { result: "stored" | "duplicate" | "full"; retry_after: number };

/** Keeps what proves nothing under the reserved tenant. The answer is the same whether it names a link or not. */
async function storeHint(delivery: Delivery, content: Content, addressKnown: boolean): Promise<Receipt> {
  const wait = await countDelivery("address", delivery.address);
  if (wait !== undefined) return tooMany("rate_limited", wait);
  const bytes = Buffer.from(content.body);
  const isCut = bytes.length > HINT_BYTES;
  const [answer] = await runCommand<HintAnswer>("vezne_intake", "intake_hint", {
    ...content,
    id: newId("event", systemClock.now()),
    event_key: eventKey("unrouted", content.body_sha256),
    trust: addressKnown ? "address_known" : "unsigned",
    // A character that was cut in half is dropped.
    body: isCut
      ? bytes
          .subarray(0, HINT_BYTES)
          .toString("utf8")
          .replace(/\uFFFD+$/, "")
      : content.body,
    because: isCut ? { text: "cut_to_4_kib" } : null,
    daily_limit: addressKnown ? null : DAILY_HINTS,
  });
  if (answer?.result === "full") return tooMany("daily_limit", answer.retry_after);
  wakeWorkers();
  return RECEIVED;
}

/** Signed for exactly one account, or refused; several accounts that share a secret prove nothing about which. */
async function ingestSigned(delivery: Delivery, accounts: readonly AccountPolicy[], now: Date): Promise<Receipt> {
  const blocked = await waitOf("forgery", delivery.address);
  if (blocked !== undefined) return tooMany("rate_limited", blocked);
  let signing = accountsSigning(accounts, delivery, now);
  if (signing.length === 0) {
    signing = accountsSigning(await distinctiveAccounts(delivery.provider, "fresh"), delivery, now);
  }
  if (signing.length === 0) {
    await countDelivery("forgery", delivery.address);
    await keepRefusal(delivery, "bad_signature");
    return refuse(401, "bad_signature");
  }
  const content = contentOf(delivery);
  const account = await onlyOne(signing, content);
  if (account === undefined) return storeHint(delivery, content, false);
  if (account.allowlistMode === "enforce" && !account.allowlist.includes(delivery.address)) {
    await keepRefusal(delivery, "address_not_allowed", { policy: account });
    return refuse(403, "address_not_allowed");
  }
  return storeFor(account, content, "signed");
}

/**
 * A delivery to the bare path, which names nobody (contract 4.2): an account's if an account's live secret signed it or
 * its allowlist knows the address, else a hint under the reserved tenant, at most ten thousand an Istanbul day.
 */
export async function ingestBare(delivery: Delivery, now: Date): Promise<Receipt> {
  const accounts = await distinctiveAccounts(delivery.provider);
  if (claimsProof(delivery)) return ingestSigned(delivery, accounts, now);
  const knowing = accounts.filter(
    (account) =>
      account.allowlistMode !== "off" && !account.signatureRequired && account.allowlist.includes(delivery.address),
  );
  const content = contentOf(delivery);
  const account = await onlyOne(knowing, content);
  return account ? storeFor(account, content, "address_known") : storeHint(delivery, content, knowing.length > 0);
}
