import { z } from "zod";

const EFFECTS = [
  "delay",
  "drop_before",
  "drop_after",
  "status",
  "html",
  "malformed",
  "empty",
  "none",
  "duplicate",
  "first",
  "reorder",
  "wrong_hash",
  "wrong_amount",
  "wrong_currency",
  "lag",
] as const;

/** What `POST /_control/faults` takes. `times` counts calls that the fault hits. */
export const FaultOrder = z.strictObject({
  provider: z.enum(["paynet", "paywall"]),
  operation: z.string().min(1),
  effect: z.enum(EFFECTS),
  times: z.number().int().min(1).max(1_000_000).default(1),
  delay_ms: z.number().int().min(0).max(86_400_000).optional(),
  status: z.number().int().min(100).max(599).optional(),
});
export type FaultOrder = z.infer<typeof FaultOrder>;

export interface Fault extends FaultOrder {
  id: number;
  remaining: number;
}

/** Faults ordered by a test, used up call by call in the order they were set. */
export class FaultBook {
  private faults: Fault[] = [];
  private lastId = 0;

  order(order: FaultOrder): Fault {
    this.lastId += 1;
    const fault = { ...order, id: this.lastId, remaining: order.times };
    this.faults.push(fault);
    return { ...fault };
  }

  /** The fault that hits this call, counted down; null when none does. */
  take(provider: FaultOrder["provider"], operation: string): Fault | null {
    const fault = this.faults.find((entry) => entry.provider === provider && entry.operation === operation);
    if (fault === undefined) return null;
    fault.remaining -= 1;
    if (fault.remaining === 0) this.faults = this.faults.filter((entry) => entry !== fault);
    return { ...fault };
  }

  /** True when the next call of this operation will meet the effect. */
  awaits(provider: FaultOrder["provider"], operation: string, effect: FaultOrder["effect"]): boolean {
    return this.faults.find((entry) => entry.provider === provider && entry.operation === operation)?.effect === effect;
  }

  list(): Fault[] {
    return this.faults.map((fault) => ({ ...fault }));
  }

  clear(): number {
    const count = this.faults.length;
    this.faults = [];
    return count;
  }
}
