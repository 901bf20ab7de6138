import "server-only";
import { AppError } from "@/lib/kernel/errors";
import { defineUseCase, type Scope } from "@/lib/runtime/use-case";
import { reconcileBank } from "./bank/reconcile-bank";
import { getBoard } from "./queries";
import { type RunAnswer, reconcileAccount } from "./reconcile-account";
import { CompareInput } from "./schemas";

export type Compared = { accounts: { provider_account_id: string; label: string; answer: RunAnswer }[] };

async function chosen(scope: Scope, id: string | undefined) {
  const { accounts } = await getBoard(scope);
  const found = accounts.filter((account) => id === undefined || account.id === id);
  if (found.length === 0) throw new AppError("not_found", "no such provider account");
  return found;
}

/** What the night does by itself: an account with its provider, then the merchant's books with the bank. */
export async function reconcileNight(request: Parameters<typeof reconcileAccount>[0]): Promise<void> {
  const answer = await reconcileAccount(request);
  if (answer.kind !== "ended") return;
  const actor = { kind: "system", id: "reconcile-account" } as const;
  await reconcileBank({ merchantId: request.merchantId, mode: answer.mode, clock: request.clock, actor });
}

/** Compares today and the three days before with every provider of this mode, or with the one named. @throws AppError not_found */
export const compareNow = defineUseCase({
  name: "reconciliation.compare",
  permission: "reconciliation:write",
  input: CompareInput,
  run: async (scope, { provider_account_id }): Promise<Compared> => {
    const accounts: Compared["accounts"] = [];
    for (const { id, label } of await chosen(scope, provider_account_id)) {
      const { merchantId, clock, actor } = scope;
      const answer = await reconcileAccount({ merchantId, accountId: id, kind: "person", clock, actor });
      accounts.push({ provider_account_id: id, label, answer });
    }
    await reconcileBank(scope);
    return { accounts };
  },
});
