import "server-only";
import { z } from "zod";
import type { Tx } from "@/db/tenancy";
import { wakeDashboards } from "@/lib/jobs/wake-workers";
import { AppError } from "@/lib/kernel/errors";
import { FreeText } from "@/lib/paylinks/schemas";
import { recordChange } from "@/lib/runtime/record-change";
import { defineUseCase, type Scope } from "@/lib/runtime/use-case";
import { chooseProviderAccount } from "@/lib/settings/provider-account-repository";
import { PanelName } from "../schemas";
import { hasBranch, insertTerminal, readTerminal, writeTerminal } from "./repository";

const Where = { name: FreeText(60), branch_id: z.string().max(40).nullable() };
type Change = { name: string; branch_id: string | null };

async function demandBranch(tx: Tx, scope: Scope, branchId: string | null): Promise<void> {
  if (branchId === null || (await hasBranch(tx, scope.merchantId, branchId))) return;
  throw new AppError("invalid_input", "no such branch", { errors: [{ path: "branch_id", message: "unknown_id" }] });
}

function record(tx: Tx, scope: Scope, terminalId: string, action: string, data: Change): Promise<void> {
  return recordChange(tx, {
    merchantId: scope.merchantId,
    mode: scope.mode,
    actor: scope.actor,
    action,
    subjectKind: "pos_terminal",
    subjectId: terminalId,
    paylinkId: null,
    paymentId: null,
    from: null,
    to: null,
    data: { name: data.name, branch_id: data.branch_id },
  });
}

/** What the till is called and where it stands. @throws AppError not_found, invalid_input (no such branch) */
export const setTerminal = defineUseCase({
  name: "pos.set_terminal",
  permission: "paylinks:write",
  input: z.strictObject({ terminal_id: z.string().max(40), ...Where }),
  run: async (scope, input): Promise<{ terminal_id: string }> => {
    await scope.transact(async (tx) => {
      const terminal = await readTerminal(tx, scope.merchantId, input.terminal_id, scope.mode);
      await demandBranch(tx, scope, input.branch_id);
      await writeTerminal(tx, terminal, { name: input.name, branchId: input.branch_id });
      await record(tx, scope, terminal.id, "pos_terminal.set", input);
    });
    wakeDashboards();
    return { terminal_id: input.terminal_id };
  },
});

/**
 * A till is an agent and a user of the provider's panel; neither ever changes.
 * @throws AppError invalid_input (no such branch), conflict (they have a till), invalid_state (no account of this mode)
 */
export const addTerminal = defineUseCase({
  name: "pos.add_terminal",
  permission: "paylinks:write",
  input: z.strictObject({ agent_id: PanelName, user_id: PanelName, ...Where }),
  run: async (scope, input): Promise<{ terminal_id: string }> => {
    const id = scope.commandId("posTerminal");
    await scope.transact(async (tx) => {
      await demandBranch(tx, scope, input.branch_id);
      const account = await chooseProviderAccount(tx, scope.merchantId, scope.mode, "paynet");
      const isNew = await insertTerminal(tx, {
        merchantId: scope.merchantId,
        id,
        mode: scope.mode,
        providerAccountId: account.id,
        agentId: input.agent_id,
        panelUserId: input.user_id,
        name: input.name,
        branchId: input.branch_id,
        createdAt: scope.now(),
      });
      if (!isNew) {
        const errors = [{ path: "user_id", message: "taken" }];
        throw new AppError("conflict", "this agent and user have a till", { errors });
      }
      await record(tx, scope, id, "pos_terminal.added", input);
    });
    wakeDashboards();
    return { terminal_id: id };
  },
});
