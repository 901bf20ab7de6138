import "server-only";
import { withMerchant } from "@/db/tenancy";
import { wakeDashboards } from "@/lib/jobs/wake-workers";
import { AppError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { bookTransaction, saleArgs } from "@/lib/payments/book-transaction";
import { syncPayment } from "@/lib/payments/sync-payment";
import type { PaymentProvider, ProviderTransaction } from "@/lib/providers/port";
import { actorRecord } from "@/lib/runtime/context";
import { runCommand } from "@/lib/runtime/run-command";
import { defineUseCase, type Scope } from "@/lib/runtime/use-case";
import { openProvider, readProviderAccount } from "@/lib/settings/provider-account-repository";
import { getCase } from "./queries";
import { reconcileAccount } from "./reconcile-account";
import { readLinkOf } from "./repository";
import { type CaseDto, CaseIdInput } from "./schemas";

type Answer = { answer: { result: string; status?: string; payment_id?: string } };

const DAY_MS = 86_400_000;

async function providerOf(scope: Scope, found: CaseDto): Promise<PaymentProvider> {
  const accountId = found.provider_account_id ?? "";
  const account = await withMerchant(scope.merchantId, (tx) => readProviderAccount(tx, scope.merchantId, accountId));
  return openProvider(account, { subjectKind: "provider_account", subjectId: accountId });
}

const unanswered = () =>
  new AppError("provider_unavailable", "the provider could not be asked", { reason: "provider_not_answering" });

/** The provider's own answer of this moment: what is adopted is never the snapshot on the board. */
async function askAgain(provider: PaymentProvider, id: string): Promise<{ row: ProviderTransaction; callId: string }> {
  const answer = await provider.queryTransactions({ transactionId: id });
  if (answer.kind === "unknown") throw unanswered();
  const row =
    answer.kind === "found" ? answer.transactions.find(({ transactionId }) => transactionId === id) : undefined;
  if (answer.kind === "absent" || row === undefined || row.verdict !== "captured") {
    throw new AppError("invalid_state", "the provider no longer calls it paid", { reason: "not_paid_there" });
  }
  return { row, callId: answer.callId };
}

function refuse(answer: Answer["answer"] | undefined): void {
  if (answer?.result === "applied" || answer?.result === "replayed") return;
  if (answer?.result === "not_found") throw new AppError("not_found", "no such difference");
  const reason = answer?.result === "wrong_state" ? `case_is_${answer.status}` : `adopt_${answer?.result}`;
  throw new AppError("invalid_state", "it cannot be taken into the books", { reason });
}

/** A sale under one of our links is that link's payment; any other becomes a payment without one. */
async function adoptSale(scope: Scope, found: CaseDto, provider: PaymentProvider): Promise<void> {
  const { row, callId } = await askAgain(provider, found.subject_id);
  const of = { merchantId: scope.merchantId, accountId: found.provider_account_id ?? "" };
  const paylinkId = row.reference === null ? undefined : await readLinkOf(of, row.reference);
  const booking = { merchantId: scope.merchantId, transaction: row, callId, actor: scope.actor, clock: scope.clock };
  if (paylinkId !== undefined) {
    const booked = await bookTransaction({ ...booking, paylinkId });
    if (booked.kind !== "booked")
      throw new AppError("invalid_state", "the row has no figures", { reason: "not_paid_there" });
    return;
  }
  const [answer] = await runCommand<Answer>("vezne_app", "adopt_sale", {
    ...saleArgs({ ...booking, paylinkId: null }, scope.now()),
    mode: scope.mode,
    case_id: found.id,
    reference: row.reference,
  });
  refuse(answer?.answer);
}

/** The provider's own record of money that went back, of this moment; without a list the sale tells its latest movement. */
async function recordOf(
  found: CaseDto,
  provider: PaymentProvider,
): Promise<{ amount: bigint; callId: string } | undefined> {
  const reversalId = String(found.theirs?.reversal_id ?? "");
  const noon = Date.parse(`${found.day}T12:00:00+03:00`);
  const list = await provider.listReversals(new Date(noon - DAY_MS), new Date(noon + DAY_MS));
  if (list.kind === "complete") {
    const row = list.reversals.find((one) => one.reversalId === reversalId && one.state === "approved");
    return row && { amount: row.amount, callId: list.callId };
  }
  if (list.why !== "unsupported") throw unanswered();
  const sale = await provider.describeTransaction(String(found.theirs?.transaction_id ?? ""));
  if (sale.kind === "unknown") throw unanswered();
  const last = sale.kind === "found" && sale.moneyBack?.kind === "some" ? sale.moneyBack.last : null;
  return sale.kind === "found" && last?.id === reversalId ? { amount: last.amount, callId: sale.callId } : undefined;
}

async function adoptRefund(scope: Scope, found: CaseDto, provider: PaymentProvider): Promise<void> {
  const reversalId = String(found.theirs?.reversal_id ?? "");
  const record = await recordOf(found, provider);
  if (record === undefined)
    throw new AppError("invalid_state", "the provider has no such record", { reason: "not_paid_there" });
  const now = scope.now();
  const [answer] = await runCommand<Answer>("vezne_app", "adopt_refund", {
    ...{ merchant_id: scope.merchantId, mode: scope.mode, case_id: found.id, reversal_id: reversalId },
    ...{ amount: record.amount.toString(), call_id: record.callId, actor: actorRecord(scope.actor) },
    ...{
      new_refund_id: scope.commandId("refund"),
      new_journal_id: newId("journal", now),
      second_journal_id: newId("journal", now),
    },
    new_capture_id: newId("capture", now),
  });
  refuse(answer?.answer);
}

/** Compares the day of the case again, so that what agrees now leaves the board. */
async function compareDay(scope: Scope, found: CaseDto): Promise<void> {
  if (found.provider_account_id === null) return;
  const days = { dayFrom: found.day, dayTo: found.day };
  const { merchantId, clock, actor } = scope;
  await reconcileAccount({ merchantId, accountId: found.provider_account_id, kind: "person", clock, actor, days });
}

/**
 * Takes into the books what the provider has and we do not: a sale or a refund of its own panel, by its answer of now.
 * @throws AppError not_found, invalid_state, provider_unavailable
 */
export const adoptCase = defineUseCase({
  name: "reconciliation.adopt",
  permission: "reconciliation:write",
  input: CaseIdInput,
  run: async (scope, { id }): Promise<CaseDto> => {
    const found = await getCase(scope, id);
    if (found.status === "resolved") return found;
    const provider = await providerOf(scope, found);
    if (found.reason === "refund_only_at_provider") await adoptRefund(scope, found, provider);
    else if (found.subject_kind === "transaction") await adoptSale(scope, found, provider);
    else throw new AppError("invalid_state", "there is nothing to take into the books", { reason: "nothing_to_adopt" });
    await compareDay(scope, found);
    wakeDashboards();
    return getCase(scope, id);
  },
});

/** Asks the provider about the payment and its day once more; what it answers is booked as always. @throws AppError not_found */
export const askCase = defineUseCase({
  name: "reconciliation.ask",
  permission: "reconciliation:write",
  input: CaseIdInput,
  run: async (scope, { id }): Promise<CaseDto> => {
    const found = await getCase(scope, id);
    if (found.payment_id !== null && found.reason === "provider_captured")
      await syncPayment(scope, { id: found.payment_id });
    await compareDay(scope, found);
    return getCase(scope, id);
  },
});
