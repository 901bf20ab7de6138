import { AsyncLocalStorage } from "node:async_hooks";

/** What may be cut or spoilt: our statements, our calls to a provider. */
export type Effect = "statement" | "call";
/** The process dies around its nth effect of a kind. */
export type Cut = { effect: Effect; nth: number; when: "before" | "after" };
/** What happens to the nth call to a provider, before it is sent or after it had its effect. */
export type Mishap = { nth: number; kind: "drop_before" | "drop_after" | "status" | "html" | "malformed" | "empty" };

const never = () => new Promise<never>(() => undefined);

/** One command carried out by one core: what it did so far, and what befalls it. Once dead it does nothing any more. */
export class Moment {
  private readonly counted = { statement: 0, call: 0 };
  private isDead = false;
  private tellDeath: () => void = () => undefined;
  readonly died = new Promise<"died">((resolve) => {
    this.tellDeath = () => resolve("died");
  });

  constructor(
    /** What this core's process keeps for this history (lib/runtime/process-singleton.ts). */
    readonly memory: Map<string, unknown>,
    /** What this core's process keeps for all of them: its pools. */
    readonly shared: Map<string, unknown>,
    readonly cut?: Cut,
    readonly mishap?: Mishap,
  ) {}

  private die(): Promise<never> {
    this.isDead = true;
    this.tellDeath();
    return never();
  }

  /** Carries an effect out, or dies at it. `dropped` frees what a dead process would have left hanging. */
  async pass<T>(effect: Effect, carryOut: () => Promise<T>, dropped: () => void = () => undefined): Promise<T> {
    if (this.isDead) {
      dropped();
      return never();
    }
    this.counted[effect] += 1;
    const cut = this.cut?.effect === effect && this.cut.nth === this.counted[effect] ? this.cut.when : undefined;
    if (cut === "before") {
      dropped();
      return this.die();
    }
    const result = await carryOut();
    if (cut !== "after" && !this.isDead) return result;
    dropped();
    return this.die();
  }

  /** What befalls the call that begins now. */
  mishapOfCall(): Mishap["kind"] | undefined {
    return this.mishap?.nth === this.counted.call ? this.mishap.kind : undefined;
  }
}

export const moments = new AsyncLocalStorage<Moment>();
