import type { Truth } from "../state/truth";
import { refuse } from "./protocol/refusal";

/** What the last two digits of an amount in kuruş ask the sandbox to do. */
export type Sentinel = "declined" | "hangs" | "fails_first";

const SENTINELS: Readonly<Record<string, Sentinel>> = { "51": "declined", "52": "hangs", "53": "fails_first" };

export function sentinelOf(amount: bigint): Sentinel | null {
  return SENTINELS[(amount % 100n).toString()] ?? null;
}

/** The first call of this identity answers 500 without effect; the memory of it survives a restart. */
export function failFirst(truth: Truth, identity: string): void {
  const mark = `sentinel:53:${identity}`;
  if (truth.get("mark", mark) !== undefined) return;
  truth.put("mark", { id: mark, value: 1 });
  throw refuse("server_error", "Sunucu hatası");
}
