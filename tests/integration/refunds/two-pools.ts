import { afterAll, beforeAll } from "vitest";
import { closeDatabase } from "@/db/client";

type Registry = Pick<Map<string, unknown>, "has" | "get" | "set">;
type Holder = Record<symbol, Registry | undefined>;

const REGISTRY = Symbol.for("vezne.process-singletons");
const IS_POOL = /^(statements:|transactionPool$)/;
const holder = globalThis as unknown as Holder;

/** Gives every other question for a pool to a second set of pools; everything else stays one a process. */
function alternating(halves: [Registry, Registry]): Registry {
  let turn = 0;
  const half = (name: string) => (IS_POOL.test(name) ? halves[turn === 0 ? 0 : 1] : halves[0]);
  return {
    has(name) {
      if (IS_POOL.test(name)) turn = 1 - turn;
      return half(name).has(name);
    },
    get: (name) => half(name).get(name),
    set(name, value) {
      half(name).set(name, value);
      return this as Map<string, unknown>;
    },
  };
}

/** The product as two instances would meet the database: call it after useProduct. */
export function useTwoPools(): void {
  let halves: [Registry, Registry] | undefined;
  beforeAll(() => {
    halves = [holder[REGISTRY] ?? new Map(), new Map()];
    holder[REGISTRY] = alternating(halves);
  });
  afterAll(async () => {
    for (const half of [...(halves ?? [])].reverse()) {
      holder[REGISTRY] = half;
      await closeDatabase();
    }
  });
}
