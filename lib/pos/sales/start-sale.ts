import "server-only";
import { frozenTerms } from "@/lib/escrow/freeze-terms";
import { wakeDashboards } from "@/lib/jobs/wake-workers";
import { addHours } from "@/lib/kernel/clock";
import { AppError } from "@/lib/kernel/errors";
import { newId, newReferenceSuffix, newToken } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import { providerReferenceFor } from "@/lib/paylinks/paylink";
import type { PosKeyOutcome, PosStartOutcome, SoftPosProvider } from "@/lib/providers/soft-pos";
import { actorRecord } from "@/lib/runtime/context";
import { env } from "@/lib/runtime/env";
import { runCommand } from "@/lib/runtime/run-command";
import { tokenHash } from "@/lib/runtime/token-hash";
import { defineUseCase, type Scope } from "@/lib/runtime/use-case";
import { chooseProviderAccount, type ProviderAccount } from "@/lib/settings/provider-account-repository";
import { CAPABILITY_GRACE_HOURS, signCapability } from "@/lib/webhooks/capability";
import { type PosSessionDto, StartPosInput } from "../schemas";
import { POS_DEADLINE_SECONDS } from "../session";
import { keyOf, openSoftPos, sealKey, storeKey } from "../terminals/terminal-key";
import { findPosRow } from "./queries";
import { type PosWork, readPosWork } from "./repository";
import { toPosDto } from "./session-dto";
import { openEncryptionKey, sealEncryptionKey } from "./session-seal";

type StartAnswer = {
  answer: {
    result: "started" | "replayed" | "in_progress" | "not_found" | "paid" | "other_amount";
    session_id?: string;
    status?: string;
  };
};

function refusal({ result, session_id: inTheWay, status }: StartAnswer["answer"]): AppError | undefined {
  if (result === "not_found") return new AppError("not_found", "no such sale");
  if (result === "paid") return new AppError("invalid_state", "this sale is paid", { reason: "already_paid" });
  if (result === "other_amount") {
    return new AppError("invalid_input", "a sale keeps its amount", {
      errors: [{ path: "amount", message: "not_the_sales_amount" }],
    });
  }
  if (result !== "in_progress") return undefined;
  const reason = status === "unknown" ? "end_not_known" : "in_progress";
  return new AppError("conflict", "another try is open; it decides first", { reason, pos_session_id: inTheWay });
}

async function writeIntent(
  scope: Scope,
  account: ProviderAccount,
  input: StartPosInput,
): Promise<StartAnswer["answer"]> {
  const now = scope.now();
  const token = newToken();
  const [row] = await runCommand<StartAnswer>("vezne_app", "start_pos_session", {
    merchant_id: scope.merchantId,
    mode: scope.mode,
    actor: actorRecord(scope.actor),
    payment_id: input.payment_id ?? null,
    provider: account.provider,
    provider_account_id: account.id,
    agent_id: input.agent_id,
    panel_user_id: input.user_id,
    selected_agent_id: null,
    amount: input.amount.toString(),
    currency: input.currency,
    installments: input.installments,
    add_commission: input.add_commission,
    description: input.description ?? null,
    reference_no: input.reference_no ?? null,
    reference: providerReferenceFor(input.reference_no, newReferenceSuffix()),
    customer_email: input.customer.email ?? null,
    customer_phone: input.customer.phone ?? null,
    callback_url: input.callback_url ?? null,
    started_by_us: input.init,
    escrow: frozenTerms(input.escrow),
    metadata: input.metadata,
    deadline_seconds: POS_DEADLINE_SECONDS,
    created_by: "userId" in scope.actor ? scope.actor.userId : actorRecord(scope.actor).id,
    new_session_id: scope.commandId("posSession"),
    new_payment_id: newId("payment", now),
    new_payment_token: token,
    new_token_hash: tokenHash(token),
    new_attempt_id: newId("attempt", now),
    new_terminal_id: newId("posTerminal", now),
  });
  if (!row) throw new Error("start_pos_session gave no answer");
  return row.answer;
}

/** The same command again must ask for the same sale. */
function demandSame({ session, terminal }: PosWork, input: StartPosInput): void {
  const isSame =
    session.amount === input.amount &&
    session.installments === input.installments &&
    terminal.agentId === input.agent_id &&
    terminal.panelUserId === input.user_id &&
    session.startedByUs === input.init &&
    (input.payment_id === undefined || input.payment_id === session.paymentId);
  if (isSame) return;
  throw new AppError("idempotency_mismatch", "this command began another sale before", { pos_session_id: session.id });
}

/** The till's key: the one it has, else a new one, asked for twice at most; opening it moves no money. */
async function openKey(
  work: PosWork,
  softPos: SoftPosProvider,
  now: Date,
): Promise<PosKeyOutcome | { kind: "reused"; key: string }> {
  const known = keyOf(work.terminal, now);
  if (known !== null) return { kind: "reused", key: known };
  const request = { agentId: work.terminal.agentId, userId: work.terminal.panelUserId };
  const first = await softPos.openKey(request);
  return first.kind === "unknown" ? softPos.openKey(request) : first;
}

type KeyAnswer = { answer: { result: string } };

/** Writes what the key was answered; true for the one caller that now sends the sale. */
async function settleKey(
  { session, terminal }: PosWork,
  outcome: Awaited<ReturnType<typeof openKey>>,
  actor: object,
): Promise<boolean> {
  const opened = outcome.kind === "opened" ? outcome : null;
  const [row] = await runCommand<KeyAnswer>("vezne_app", "settle_pos_key", {
    merchant_id: session.merchantId,
    session_id: session.id,
    outcome: outcome.kind === "unknown" ? "lost" : outcome.kind,
    sealed_key: opened === null ? null : sealKey(terminal, opened.key),
    expires_at: opened?.expiresAt?.toISOString() ?? null,
    is_fiscal_inquiry: opened?.isFiscalInquiry ?? null,
    decline:
      outcome.kind === "rejected"
        ? { code: outcome.code, class: "system", message: outcome.message.slice(0, 200) }
        : null,
    actor: { ...actor },
  });
  return row?.answer.result === "send";
}

/** Where the provider's app sends the cashier's browser afterwards; signed, one a try. */
function returnAddress({ session, account }: PosWork): string {
  const { APP_URL, CAPABILITY_KEYS } = env();
  const segment = signCapability(
    CAPABILITY_KEYS,
    {
      kind: "return",
      provider: account.provider,
      merchantId: session.merchantId,
      subjectId: session.id,
      accountId: account.id,
    },
    addHours(session.createdAt, CAPABILITY_GRACE_HOURS),
  );
  return `${APP_URL}/api/returns/${account.provider}/${segment}`;
}

async function settleStart({ session }: PosWork, outcome: PosStartOutcome, actor: object): Promise<void> {
  const decline = (code: string, message: string) => ({ code, class: "system", message: message.slice(0, 200) });
  const base = { merchant_id: session.merchantId, session_id: session.id, actor: { ...actor } };
  await runCommand("vezne_app", "settle_pos_start", {
    ...base,
    ...(outcome.kind === "started"
      ? {
          outcome: "started",
          payment_session_id: outcome.paymentSessionId,
          deeplink_url: outcome.deeplinkUrl,
          sealed_encryption_key: sealEncryptionKey(session, outcome.encryptionKey),
          call_id: outcome.callId,
        }
      : outcome.kind === "unknown"
        ? { outcome: "lost" }
        : outcome.kind === "rejected"
          ? { outcome: "rejected", decline: decline(outcome.code, outcome.message), call_id: outcome.callId }
          : { outcome: "rejected", decline: decline("key_refused", "") }),
  });
}

/** Key, intent, start, outcome. A start goes out once; a lost answer leaves the try unknown (fault F72). */
async function carryOut(work: PosWork, scope: Scope): Promise<void> {
  const { session, terminal, account } = work;
  const actor = actorRecord(scope.actor);
  const softPos = openSoftPos(account, { kind: "pos_session", id: session.id });
  const key = await openKey(work, softPos, scope.now());
  const isToSend = await settleKey(work, key, actor);
  if (!isToSend || !("key" in key)) return;
  const outcome = await softPos.startSale({
    key: key.key,
    reference: session.providerReference,
    price: money(session.amount, "TRY"),
    installments: session.installments,
    addCommission: session.addCommission,
    ...(session.description === null ? {} : { description: session.description }),
    callbackUrl: session.callbackUrl ?? returnAddress(work),
  });
  if (outcome.kind === "key_refused") await storeKey(terminal, null);
  await settleStart(work, outcome, actor);
}

/**
 * Begins one try of a sale on a phone, or hands a merchant's own app the key to do so. The answer is the try's state:
 * a provider that does not answer leaves it `unknown` or `closed`, with the cause.
 * @throws AppError conflict (another try is open, with `pos_session_id`), invalid_state, invalid_input, not_found
 */
export const startPosSale = defineUseCase({
  name: "pos.start",
  permission: "pos:write",
  input: StartPosInput,
  async run(scope, input): Promise<PosSessionDto> {
    const account = await scope.transact((tx) => chooseProviderAccount(tx, scope.merchantId, scope.mode, "paynet"));
    const intent = await writeIntent(scope, account, input);
    const refused = refusal(intent);
    if (refused) throw refused;
    const work = await readPosWork(scope.merchantId, intent.session_id ?? "");
    if (!work) throw new Error("the session is gone");
    if (intent.result === "replayed") demandSame(work, input);
    else await carryOut(work, scope);
    wakeDashboards();
    const row = await findPosRow(scope, work.session.id);
    return toPosDto(row, {
      sessionKey: keyOf(row.terminal, scope.now()),
      encryptionKey: openEncryptionKey(row.session),
    });
  },
});
