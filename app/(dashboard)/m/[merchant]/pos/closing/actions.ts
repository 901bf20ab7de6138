"use server";

import { revalidatePath } from "next/cache";
import { getLocale } from "next-intl/server";
import { routes } from "@/app/_lib/routes";
import { type ActionState, merchantAction } from "@/lib/http/action";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import { countDay, signDay } from "@/lib/pos/closing/count-day";
import { type CountDraft, readCount } from "./read-count";

const count = merchantAction((ctx, input: unknown) => countDay(ctx, input));
const sign = merchantAction((ctx, input: unknown) => signDay(ctx, input));

/** Counting again before the second signature replaces the count, so a form that is sent twice is one count. */
export async function countDayAction(
  slug: string,
  of: { day: string; cashier_id: string; branch_id: string },
  draft: CountDraft,
): Promise<ActionState<{ id: string }>> {
  const reading = readCount(draft, (await getLocale()) as MoneyLocale);
  if (reading.kind === "invalid") return { kind: "invalid", fieldErrors: reading.errors };
  const reason = draft.reason.trim();
  const state = await count(slug, { ...of, counted: reading.counted, ...(reason === "" ? {} : { reason }) });
  if (state.kind !== "ok") return state;
  revalidatePath(routes.closing(slug));
  return { kind: "ok", value: { id: state.value.id } };
}

/** Signing twice is signing once. */
export async function signDayAction(
  slug: string,
  id: string,
  decision: "sign" | "send_back",
): Promise<ActionState<{ id: string }>> {
  const state = await sign(slug, { id, decision });
  if (state.kind !== "ok") return state;
  revalidatePath(routes.closing(slug));
  return { kind: "ok", value: { id: state.value.id } };
}
