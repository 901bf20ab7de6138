import "server-only";
import { z } from "zod";
import { wakeDashboards } from "@/lib/jobs/wake-workers";
import { AppError } from "@/lib/kernel/errors";
import { actorRecord } from "@/lib/runtime/context";
import { recordChange } from "@/lib/runtime/record-change";
import { runCommand } from "@/lib/runtime/run-command";
import { defineUseCase, type Scope } from "@/lib/runtime/use-case";
import { findPosRow, getPosSession } from "../sales/queries";
import type { PosSessionView } from "../schemas";
import { readTerminalWork } from "../terminals/repository";
import { keyOf, openSoftPos, storeKey } from "../terminals/terminal-key";

/** Ends the till's key at the provider, then here. @throws AppError provider_unavailable when nobody answered */
async function endKey(scope: Scope, terminalId: string): Promise<void> {
  const { terminal, account } = await readTerminalWork(scope.merchantId, terminalId, scope.mode);
  const key = keyOf(terminal, scope.now());
  if (key !== null) {
    const outcome = await openSoftPos(account, { kind: "pos_terminal", id: terminal.id }).closeKey(key);
    if (outcome.kind === "unknown") {
      throw new AppError("provider_unavailable", "the provider did not answer; the key may still be open");
    }
  }
  await storeKey(terminal, null);
  await scope.transact((tx) =>
    recordChange(tx, {
      merchantId: scope.merchantId,
      mode: scope.mode,
      actor: scope.actor,
      action: "pos_terminal.key_ended",
      subjectKind: "pos_terminal",
      subjectId: terminal.id,
      paylinkId: null,
      paymentId: null,
      from: null,
      to: null,
    }),
  );
  wakeDashboards();
}

/**
 * Logout: the key of the session's till ends; what is on the phone stays watched with keys of its own.
 * @throws AppError not_found, provider_unavailable
 */
export const closePosSession = defineUseCase({
  name: "pos.close",
  permission: "pos:write",
  input: z.strictObject({ id: z.string().max(40) }),
  async run(scope, { id }): Promise<PosSessionView> {
    const row = await findPosRow(scope, id);
    await endKey(scope, row.terminal.id);
    await runCommand("vezne_app", "close_pos", {
      merchant_id: scope.merchantId,
      session_id: id,
      actor: actorRecord(scope.actor),
    });
    return getPosSession(scope, id);
  },
});

/** Logout of a till from the board. @throws AppError not_found, provider_unavailable */
export const closeTerminalKey = defineUseCase({
  name: "pos.close_terminal",
  permission: "pos:write",
  input: z.strictObject({ terminal_id: z.string().max(40) }),
  async run(scope, input): Promise<{ terminal_id: string }> {
    await endKey(scope, input.terminal_id);
    return input;
  },
});

/** A new key for a till before its old one runs out. @throws AppError not_found, provider_rejected, provider_unavailable */
export const renewTerminalKey = defineUseCase({
  name: "pos.renew_key",
  permission: "pos:write",
  input: z.strictObject({ terminal_id: z.string().max(40) }),
  async run(scope, { terminal_id: terminalId }): Promise<{ terminal_id: string; expires_at: string | null }> {
    const { terminal, account } = await readTerminalWork(scope.merchantId, terminalId, scope.mode);
    const softPos = openSoftPos(account, { kind: "pos_terminal", id: terminal.id });
    const opened = await softPos.openKey({ agentId: terminal.agentId, userId: terminal.panelUserId });
    if (opened.kind === "rejected") {
      throw new AppError("provider_rejected", "the provider refused the key", { code: opened.code });
    }
    if (opened.kind === "unknown") throw new AppError("provider_unavailable", "the provider did not answer");
    await storeKey(terminal, opened);
    wakeDashboards();
    return { terminal_id: terminalId, expires_at: opened.expiresAt?.toISOString() ?? null };
  },
});
