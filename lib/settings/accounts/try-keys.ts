import "server-only";
import { readAccountKeys } from "@/lib/providers/account-keys";
import type { CallRecorder } from "@/lib/providers/http-client";
import type { PaymentProvider } from "@/lib/providers/port";
import { connectProvider } from "@/lib/providers/registry";
import { callRecorder } from "@/lib/runtime/call-recorder";
import { env } from "@/lib/runtime/env";
import type { ProviderAccount } from "../provider-account-repository";
import type { Known } from "./repository";

/** `unclear`: nobody can say whether the keys are right; `other_account`: they are, of another account there. */
export type KeyTrial =
  | { kind: "work" }
  | { kind: "refused" }
  | { kind: "other_account" }
  | { kind: "unclear"; why: string };

const PATIENCE_MS = 10_000;
/** No reference of ours: they end in eight characters of their own. */
const NOBODYS = "vezne-key-check";
/** A card range that both providers' documentation uses. */
const ANY_BIN = "435508";
const unclear = (why: string): KeyTrial => ({ kind: "unclear", why });

/** Records as ever and remembers the last status, which alone tells a wrong key from a provider in trouble. */
function watching(recorder: CallRecorder): { recorder: CallRecorder; wasRefused(): boolean } {
  let status = 0;
  return {
    recorder: {
      begin: recorder.begin,
      async end(callId, answer, resultCode, parsed) {
        status = answer.kind === "answered" ? answer.status : 0;
        await recorder.end(callId, answer, resultCode, parsed);
      },
    },
    wasRefused: () => status === 401 || status === 403,
  };
}

const isRefusal = (why: string) => /(^|_)refused_/.test(why);

/** Something of this account that its provider must know: keys that do not find it belong to somebody else. */
async function askAbout(provider: PaymentProvider, known: Known): Promise<{ kind: string; why?: string }> {
  if (known === undefined) return provider.queryTransactions({ reference: NOBODYS });
  if ("transactionId" in known) return provider.queryTransactions(known);
  return provider.findPaymentLink(known.reference);
}

type Tried = Pick<ProviderAccount, "merchantId" | "id" | "mode" | "environment" | "provider">;

/**
 * Asks the provider harmless questions with keys that are not stored yet: one with the secret or private keys, and at
 * Paywall one with the public pair. `known` is something the account must find. Never throws for what the network does.
 */
export async function tryKeys(account: Tried, secret: string, known: Known): Promise<KeyTrial> {
  const { merchantId, mode, id, provider: name } = account;
  const subject = { merchantId, mode, provider: name, accountId: id, subjectId: id };
  const watch = watching(callRecorder({ ...subject, subjectKind: "provider_account" }));
  const { SANDBOX_URL, PROVIDER_TIMEOUT_MS } = env();
  const provider = connectProvider({
    environment: account.environment,
    keys: readAccountKeys(name, secret),
    sandboxUrl: SANDBOX_URL,
    timeoutMs: Math.min(PATIENCE_MS, PROVIDER_TIMEOUT_MS),
    recorder: watch.recorder,
  });
  const answer = await askAbout(provider, known);
  if (answer.kind === "absent" && known !== undefined) return { kind: "other_account" };
  if (answer.kind === "unknown") {
    const why = answer.why ?? "unknown";
    return watch.wasRefused() || isRefusal(why) ? { kind: "refused" } : unclear(why);
  }
  if (name !== "paywall") return { kind: "work" };
  const card = await provider.binInfo(ANY_BIN);
  if (card.kind !== "unknown") return { kind: "work" };
  return watch.wasRefused() || isRefusal(card.why) ? { kind: "refused" } : unclear(card.why);
}
