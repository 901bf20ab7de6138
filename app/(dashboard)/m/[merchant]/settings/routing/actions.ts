"use server";

import { revalidatePath } from "next/cache";
import { getLocale } from "next-intl/server";
import type { z } from "zod";
import { routes } from "@/app/_lib/routes";
import { addRoutingRule } from "@/lib/checkout/routing/add-rule";
import { endRoutingRule } from "@/lib/checkout/routing/end-rule";
import type { RoutingRuleInput } from "@/lib/checkout/routing/schemas";
import { type ActionState, commandAction, merchantAction } from "@/lib/http/action";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import { type RuleDraft, readRule } from "./read-rule";

const add = commandAction("routing.add_rule", (ctx, input: z.input<typeof RoutingRuleInput>) =>
  addRoutingRule(ctx, input),
);
const end = merchantAction((ctx, input: { id: string }) => endRoutingRule(ctx, input));

/** The command's id makes a form that is sent twice one rule. */
export async function addRuleAction(
  slug: string,
  commandId: string,
  draft: RuleDraft,
): Promise<ActionState<{ id: string }>> {
  const reading = readRule(draft, (await getLocale()) as MoneyLocale);
  if (reading.kind === "invalid") return { kind: "invalid", fieldErrors: reading.errors };
  const state = await add(slug, commandId, reading.input);
  if (state.kind === "ok") revalidatePath(routes.routing(slug));
  return state;
}

/** Ending twice is ending once. */
export async function endRuleAction(slug: string, id: string): Promise<ActionState<{ id: string }>> {
  const state = await end(slug, { id });
  if (state.kind === "ok") revalidatePath(routes.routing(slug));
  return state;
}
