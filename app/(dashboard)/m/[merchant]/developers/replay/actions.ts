"use server";

import { merchantAction } from "@/lib/http/action";
import { applyReplay, shadowReplay } from "@/lib/webhooks/replay/replay-events";
import type { ReplaySource } from "@/lib/webhooks/replay/schemas";

export type ApplyWish = { ids: string[]; source: ReplaySource; difference: string; reason: string; password: string };

const shadow = merchantAction((ctx, input: { ids: string[]; source: ReplaySource }) => shadowReplay(ctx, input));
const apply = merchantAction((ctx, input: ApplyWish) => applyReplay(ctx, input));

export async function shadowReplayAction(slug: string, input: { ids: string[]; source: ReplaySource }) {
  return shadow(slug, input);
}

/** The shown difference makes a second click harmless: what was applied once is no difference any more. */
export async function applyReplayAction(slug: string, input: ApplyWish) {
  return apply(slug, input);
}
