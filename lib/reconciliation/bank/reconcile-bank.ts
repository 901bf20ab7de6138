import "server-only";
import { newId } from "@/lib/kernel/ids";
import { actorRecord, type Context } from "@/lib/runtime/context";
import { runCommand } from "@/lib/runtime/run-command";
import { compareBank } from "./compare-bank";
import { readBankSides } from "./repository";

/** Compares what is expected and what was paid out with the statements that were brought. Nothing moves; again changes nothing. */
export async function reconcileBank(scope: Pick<Context, "merchantId" | "mode" | "clock" | "actor">): Promise<void> {
  const sides = await readBankSides(scope.merchantId, scope.mode);
  if (sides === undefined) return;
  const { matches, differences } = compareBank(sides);
  const now = scope.clock.now();
  await runCommand("vezne_app", "settle_bank", {
    merchant_id: scope.merchantId,
    mode: scope.mode,
    day_from: sides.covered.map(({ dayFrom }) => dayFrom).sort()[0] ?? "",
    day_to:
      sides.covered
        .map(({ dayTo }) => dayTo)
        .sort()
        .at(-1) ?? "",
    matches,
    actor: actorRecord(scope.actor),
    differences: differences.map((one) => ({
      ...{
        new_case_id: newId("reconciliationCase", now),
        source: "bank",
        reason: one.reason,
        account_id: one.accountId,
      },
      ...{ subject_kind: one.subjectKind, subject_id: one.subjectId, subject_key: `bank:${one.subjectId}` },
      ...{ payment_id: one.paymentId, day: one.day, ours: one.ours, theirs: one.theirs, bank: one.bank ?? null },
      ...{ at_risk: one.atRisk.toString(), currency: one.currency },
    })),
  });
}
