import type { Role } from "@/lib/auth/permissions";
import { permissionsOf } from "@/lib/auth/permissions";
import type { CheckoutDto } from "@/lib/checkout/sessions/schemas";
import { systemClock } from "@/lib/kernel/clock";
import { AppError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import type { Context } from "@/lib/runtime/context";
import type { CheckoutPayer } from "../../support/checkout/factories-checkout";
import type { Arrival } from "../../support/checkout/walk-bank";
import { type Dice, dice } from "../dice";
import type { Coverage } from "./coverage";
import type { SeedMerchant } from "./merchant-of-seed";
import type { Cut, Mishap } from "./rig/moment";
import type { CoreName, Fate, SimulatedWorld } from "./rig/open-world";

const CUTS: readonly Cut["when"][] = ["before", "after"];
const MISHAPS: readonly Mishap["kind"][] = ["drop_before", "drop_after", "status", "html", "malformed", "empty"];
const LAST_EVENTS = Number(process.env.WORLD_EVENTS ?? 30);

/** A browser on a checkout, and how far it came. */
export type Visit = { payer: CheckoutPayer; checkout: CheckoutDto; page?: string; arrival?: Arrival };
/** A command that was decided on: what it is, and how a core carries it out. Nothing is drawn once it runs. */
export type Plan = {
  what: string;
  run(): Promise<unknown>;
  /** Not on two cores at once. */
  onlyOnce?: boolean;
  /** Done by the world around the cores: nothing befalls it. */
  outside?: boolean;
};
/** Decides on one thing to do next from what there is; undefined when there is nothing. */
export type Command = { name: string; weight: number; plan(history: History): Promise<Plan | undefined> };

/** One merchant's life: what happens, on which core, and what goes wrong meanwhile, all of it from one seed. */
export class History {
  readonly luck: Dice;
  readonly visits: Visit[] = [];
  readonly events: string[] = [];
  step = 0;
  /** Jobs that a worker ended. */
  readonly ended = new Set<string>();
  /** What each core's process remembers of this merchant; a restart empties it. */
  readonly memory: Record<CoreName, Map<string, unknown>> = { A: new Map(), B: new Map() };

  constructor(
    readonly world: SimulatedWorld,
    readonly merchant: SeedMerchant,
    readonly seed: number,
    readonly coverage: Coverage,
    /** False in the baseline: nothing is lost, spoilt, doubled or cut. */
    public withFaults: boolean,
  ) {
    this.luck = dice(seed);
    for (const core of ["A", "B"] as const) this.restart(core);
  }

  /** The process of a core is started again: nothing it remembered is left but its environment. */
  restart(core: CoreName, keys = this.keysOf(core)): void {
    this.memory[core].clear();
    this.memory[core].set("env", { ...this.world.environment, CAPABILITY_KEYS: keys });
  }

  keysOf(core: CoreName) {
    const kept = this.memory[core].get("env") as SimulatedWorld["environment"] | undefined;
    return (kept ?? this.world.environment).CAPABILITY_KEYS;
  }

  /** Somebody of the shop with the role they have at this moment. */
  someone(...roles: Role[]): Context {
    const fit = this.merchant.people.filter(({ role }) => roles.length === 0 || roles.includes(role));
    const { id, role } = this.luck.pick(fit.length === 0 ? this.merchant.people : fit);
    return {
      merchantId: this.merchant.id,
      mode: "test",
      actor: { kind: "user", id, userId: id },
      permissions: permissionsOf(role),
      clock: systemClock,
      requestId: newId("request", systemClock.now()),
    };
  }

  /** One of this merchant's rows, the later the likelier. */
  async one<T extends Record<string, unknown>>(query: string): Promise<T | undefined> {
    const found = await this.world.rows<T>(query, [this.merchant.id]);
    return found.length === 0 ? undefined : found[Math.floor(Math.sqrt(this.luck.roll()) * found.length)];
  }

  tell(text: string): void {
    this.events.push(`step ${this.step}: ${text}`);
    if (this.events.length > LAST_EVENTS) this.events.shift();
  }

  private drawFate(): Fate {
    if (!this.withFaults) return {};
    const { roll, pick } = this.luck;
    const [chance, kind, nth, when] = [roll(), pick(MISHAPS), 1 + Math.floor(roll() * 3), pick(CUTS)];
    if (chance < 0.18) return { mishap: { nth: Math.min(nth, 2), kind } };
    if (chance < 0.3) return { cut: { effect: roll() < 0.4 ? "call" : "statement", nth, when } };
    return {};
  }

  private async on(core: CoreName, name: string, plan: Plan, fate: Fate): Promise<void> {
    const { coverage, world } = this;
    try {
      const result = await world.on(core, this.memory[core], () => plan.run(), fate);
      coverage.count(result === "died" ? `cut ${fate.cut?.effect} ${fate.cut?.when}` : `done ${name}`);
      this.tell(`${core} ${plan.what}: ${result === "died" ? "died" : "done"}`);
      if (result === "died") this.restart(core);
    } catch (cause) {
      if (!(cause instanceof AppError) || cause.code === "internal") throw cause;
      coverage.count(`refused ${name}`);
      coverage.count(`code ${cause.code}`);
      this.tell(`${core} ${plan.what}: refused, ${cause.code} ${JSON.stringify(cause.details ?? {}).slice(0, 80)}`);
    }
  }

  /** Carries one command out: on one core, or at the same time on both. */
  async perform(name: string, plan: Plan): Promise<void> {
    const core = this.luck.pick(["A", "B"] as const);
    if (plan.outside) {
      this.coverage.count(`tried ${name}`);
      return this.on(core, name, plan, {});
    }
    const fate = this.drawFate();
    const isDouble = this.luck.roll() < 0.08 && this.withFaults && plan.onlyOnce !== true;
    this.coverage.count(`tried ${name}`);
    if (fate.mishap) this.coverage.count(`mishap ${fate.mishap.kind}`);
    if (isDouble) this.coverage.count("on both cores");
    const both = isDouble ? (["A", "B"] as const) : [core];
    await Promise.all(both.map((each, index) => this.on(each, name, plan, index === 0 ? fate : {})));
  }

  /** The next command of the history; nothing to do is something too. */
  async next({ commands, prologue }: { commands: readonly Command[]; prologue: readonly string[] }): Promise<void> {
    this.step += 1;
    const first = commands.find(({ name }) => name === prologue[this.step - 1]);
    for (let tries = 0; tries < 12; tries += 1) {
      const command = tries === 0 && first ? first : this.weighed(commands);
      const plan = await command.plan(this);
      if (plan === undefined) continue;
      await this.perform(command.name, plan);
      break;
    }
  }

  private weighed(commands: readonly Command[]): Command {
    let left = this.luck.roll() * commands.reduce((sum, { weight }) => sum + weight, 0);
    for (const command of commands) {
      left -= command.weight;
      if (left < 0) return command;
    }
    throw new RangeError("no command");
  }
}
