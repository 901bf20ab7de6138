import type { Truth } from "../state/truth";
import { PaywallRefusal } from "./protocol/refusal";

/** What the last two digits of an amount in kuruş ask the sandbox to do. */
export function sentinelOf(amount: bigint): "declined" | "hangs" | "fails_first" | null {
  const sentinels = { "51": "declined", "52": "hangs", "53": "fails_first" } as const;
  return sentinels[(amount % 100n).toString() as keyof typeof sentinels] ?? null;
}

/** The first call of this identity answers 500 without effect; the memory of it survives a restart. */
export function failFirst(truth: Truth, amount: bigint, identity: string): void {
  const mark = `sentinel:53:paywall:${identity}`;
  if (sentinelOf(amount) !== "fails_first" || truth.get("mark", mark) !== undefined) return;
  truth.put("mark", { id: mark, value: 1 });
  throw new PaywallRefusal(500, "Sandbox hatası", null, 500);
}
