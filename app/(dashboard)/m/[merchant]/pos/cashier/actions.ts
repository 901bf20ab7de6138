"use server";

import { isDefinitive } from "@/app/_lib/forms/command-id";
import { commandAction } from "@/lib/http/action";
import { AppError } from "@/lib/kernel/errors";
import { getPosSession } from "@/lib/pos/sales/queries";
import { startPosSale } from "@/lib/pos/sales/start-sale";
import type { Context } from "@/lib/runtime/context";
import type { SaleDraft, StartAnswer } from "./sale-draft";

type Done = { kind: "started"; id: string } | { kind: "busy"; id: string | null };

/** The open try, where the reader may see it; another cashier's stays nameless. */
async function openTry(ctx: Context, cause: AppError): Promise<Done> {
  const id = String(cause.details.pos_session_id ?? "");
  const isVisible = await getPosSession(ctx, id).then(
    () => true,
    () => false,
  );
  return { kind: "busy", id: isVisible ? id : null };
}

const start = commandAction("pos.start", (ctx, input: SaleDraft) =>
  startPosSale(ctx, input).then(
    ({ id }): Done => ({ kind: "started", id }),
    (cause: unknown) => {
      if (cause instanceof AppError && cause.code === "conflict") return openTry(ctx, cause);
      throw cause;
    },
  ),
);

/** Begins one try. The command's id, kept by the browser until it is answered, makes a resend the same sale. */
export async function startSaleAction(slug: string, command: string, draft: SaleDraft): Promise<StartAnswer> {
  const state = await start(slug, command, draft);
  if (state.kind === "ok") return state.value;
  if (state.kind !== "error") {
    const paths = state.kind === "invalid" ? Object.keys(state.fieldErrors) : [];
    return { kind: "refused", reason: paths.includes("amount") ? "amount" : "invalid", requestId: "" };
  }
  if (state.code === "idempotency_mismatch") return { kind: "mismatch" };
  if (!isDefinitive(state)) return { kind: "open" };
  return { kind: "refused", reason: state.reason ?? state.code, requestId: state.requestId };
}
