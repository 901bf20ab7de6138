import "server-only";
import type { PosKeyOutcome, SoftPosProvider } from "@/lib/providers/soft-pos";
import { env } from "@/lib/runtime/env";
import { runCommand } from "@/lib/runtime/run-command";
import { seal, unseal } from "@/lib/runtime/seal";
import { openProvider, type ProviderAccount } from "@/lib/settings/provider-account-repository";
import type { TerminalRecord } from "./repository";

/** A key that ends within this time is not begun with: the card is tapped later. */
const SPARE_MS = 5 * 60_000;
/** A cashier waits for it. */
const PATIENCE_MS = 15_000;

/** What a sealed key is bound to; another till's row cannot open it. */
const context = ({ merchantId, id }: Pick<TerminalRecord, "merchantId" | "id">) => `${merchantId}|pos_terminal|${id}`;

/** The till's open key, if it lasts; null where a new one is needed. */
export function keyOf(terminal: TerminalRecord, now: Date): string | null {
  const { sealedKey, keyExpiresAt } = terminal;
  if (sealedKey === null) return null;
  if (keyExpiresAt !== null && keyExpiresAt.getTime() < now.getTime() + SPARE_MS) return null;
  return unseal(env().KEK, context(terminal), sealedKey);
}

export function sealKey(terminal: Pick<TerminalRecord, "merchantId" | "id">, key: string): string {
  return seal(env().KEK, context(terminal), key);
}

/** The phone side of the till's account; every call is recorded against the subject. @throws Error where it has none */
export function openSoftPos(
  account: ProviderAccount,
  subject: { kind: "pos_session" | "pos_terminal"; id: string },
): SoftPosProvider {
  const { softPos } = openProvider(account, { subjectKind: subject.kind, subjectId: subject.id }, PATIENCE_MS);
  if (!softPos) throw new Error(`${account.provider} has no soft POS`);
  return softPos;
}

/** Stores a key the provider opened, or that there is none any more. */
export async function storeKey(
  terminal: Pick<TerminalRecord, "merchantId" | "id">,
  opened: Extract<PosKeyOutcome, { kind: "opened" }> | null,
): Promise<void> {
  await runCommand("vezne_app", "store_pos_key", {
    merchant_id: terminal.merchantId,
    terminal_id: terminal.id,
    sealed_key: opened === null ? null : sealKey(terminal, opened.key),
    expires_at: opened?.expiresAt?.toISOString() ?? null,
    is_fiscal_inquiry: opened?.isFiscalInquiry ?? null,
  });
}

/**
 * Runs a question with the till's key, once more with a new one where the provider refuses it. Only for questions: a
 * start is never sent twice (fault F72). Undefined where no key could be had.
 */
export async function withKey<A extends { kind: string }>(
  terminal: TerminalRecord,
  softPos: SoftPosProvider,
  now: Date,
  ask: (key: string) => Promise<A>,
): Promise<A | undefined> {
  const known = keyOf(terminal, now);
  if (known !== null) {
    const answer = await ask(known);
    if (answer.kind !== "key_refused") return answer;
  }
  const opened = await softPos.openKey({ agentId: terminal.agentId, userId: terminal.panelUserId });
  if (opened.kind !== "opened") return undefined;
  await storeKey(terminal, opened);
  const answer = await ask(opened.key);
  return answer.kind === "key_refused" ? undefined : answer;
}
