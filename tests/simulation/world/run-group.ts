import { sweepDue } from "@/lib/jobs/sweep-due.system";
import { readInvariants } from "@/lib/ledger/verify-ledger.system";
import { dice } from "../dice";
import { disagreements } from "./agreement";
import { brokenAtOnce } from "./at-once";
import { courseOf } from "./commands";
import { runJobs, sweep } from "./commands/machinery";
import { deliverAll } from "./commands/notifications";
import { Coverage } from "./coverage";
import { History } from "./history";
import { merchantOfSeed } from "./merchant-of-seed";
import { openWorld, type SimulatedWorld } from "./rig/open-world";

/** Histories that share a database, two providers and one passing of time. */
export const GROUP = 25;
const COMMANDS_AN_EPOCH = 5;
/** Lives are short and long by turns, by the group's number: twenty to forty commands. */
const SHORTEST_EPOCHS = 4;
const LENGTHS = 5;
/** Steps of time between two epochs: a poll, an undo, a time-out, an hour, a night and more than a day. */
const STEPS_SECONDS = [45, 130, 620, 3_600, 6 * 3_600, 26 * 3_600] as const;
/** Until every ladder is walked to its end: minutes first, then the days after which nobody is waited for. */
const SETTLING_SECONDS = [
  660,
  660,
  660,
  3_600,
  25 * 3_600,
  660,
  660,
  3_600,
  49 * 3_600,
  660,
  660,
  26 * 3_600,
  660,
  660,
  660,
];

const DAY_SECONDS = 86_400;

/** Up to when this group's first day has come so far: what days decide then depends on the seed, not on when it is run. */
function secondsToBegin(number: number): number {
  const begin = (number * 5 + 7) % 24;
  const ofDay = Math.floor(Date.now() / 1_000) % DAY_SECONDS;
  return (begin * 3_600 - ofDay + DAY_SECONDS) % DAY_SECONDS;
}

/** The account's list is due every five minutes; of these rounds each fifth asks for it, which finds what nobody told. */
const SWEPT_EVERY = 5;

export type Failure = { seed: number; step: number; why: string; events: string[] };
export type GroupReport = { failures: Failure[]; coverage: Record<string, number> };
export type GroupWish = { seeds: readonly number[]; withFaults?: boolean };

class Group {
  readonly failures: Failure[] = [];

  constructor(
    private readonly world: SimulatedWorld,
    private readonly coverage: Coverage,
    private histories: History[],
  ) {}

  /** Each history does its part, all of them at once; the ones that failed take no further part. */
  async each(work: (history: History) => Promise<unknown>): Promise<void> {
    const failed = new Set<History>();
    await Promise.all(
      this.histories.map((history) =>
        work(history).catch((cause: unknown) => {
          failed.add(history);
          this.fail(history, cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));
        }),
      ),
    );
    this.histories = this.histories.filter((history) => !failed.has(history));
  }

  private fail({ seed, step, events }: History, why: string): void {
    this.failures.push({ seed, step, why, events: [...events] });
  }

  /** Time passes for everybody; what it brings about is queued by both cores, as two workers would. */
  async pass(seconds: number): Promise<void> {
    await this.world.advance(seconds);
    for (const core of ["A", "B"] as const) {
      await this.world.on(core, new Map([["env", this.world.environment]]), sweepDue);
    }
    for (const history of this.histories) history.tell(`${seconds} s pass`);
    this.coverage.count("time passes");
  }

  /** The faults stop, everything arrives, every question is asked to its end (invariants I10 and I18). */
  async settle(): Promise<void> {
    const left = new Map<History, string[]>();
    for (const history of this.histories) {
      history.withFaults = false;
      left.set(history, ["not asked yet"]);
    }
    for (const [round, seconds] of SETTLING_SECONDS.entries()) {
      if (left.size === 0) break;
      await this.pass(seconds);
      await this.each(async (history) => {
        if (!left.has(history)) return;
        await deliverAll(history);
        await runJobs(history);
        if (round % SWEPT_EVERY === 1) await sweep(history);
        const found = await disagreements(history);
        if (found.length > 0) left.set(history, found);
        else left.delete(history);
      });
    }
    await this.each(async (history) => {
      const found = left.get(history) ?? [];
      if (found.length > 0) throw new Error(`no agreement after everything was asked:\n  ${found.join("\n  ")}`);
    });
  }

  /** What must hold after every single command: each history did one since the last look. */
  async checkAtOnce(): Promise<void> {
    const broken = await brokenAtOnce(this.world);
    await this.each(async ({ merchant }) => {
      const own = broken.filter((row) => row.merchant === null || row.merchant === merchant.id);
      if (own.length > 0) throw new Error(`broken: ${own.map(({ name }) => name).join("; ")}`);
    });
  }

  /** Every invariant of the product over all merchants of the group; a broken one names the history it is about. */
  async checkAll(): Promise<void> {
    for (const { name, query } of readInvariants()) {
      for (const row of await this.world.rows<Record<string, unknown>>(query)) {
        const owner = this.histories.find(({ merchant }) => merchant.id === row.merchant_id) ?? this.histories[0];
        if (owner) this.fail(owner, `${name}: ${JSON.stringify(row)}`);
      }
    }
  }
}

/** Some histories from their seeds, to their end: what failed, and how often everything happened. */
export async function runGroup({ seeds, withFaults = true }: GroupWish): Promise<GroupReport> {
  const world = await openWorld();
  try {
    const number = Math.floor((seeds[0] ?? 0) / GROUP);
    await world.advance(secondsToBegin(number));
    const coverage = new Coverage();
    const histories: History[] = [];
    for (const seed of seeds) {
      histories.push(new History(world, await merchantOfSeed(world, `s${seed}`), seed, coverage, withFaults));
    }
    const group = new Group(world, coverage, histories);
    const time = dice(number + 1);
    for (let epoch = 0; epoch < SHORTEST_EPOCHS + (number % LENGTHS); epoch += 1) {
      for (let step = 0; step < COMMANDS_AN_EPOCH; step += 1) {
        await group.each((history) => history.next(courseOf(history.seed)));
        await group.checkAtOnce();
      }
      await group.pass(time.pick(STEPS_SECONDS));
    }
    await group.settle();
    await group.checkAll();
    return { failures: group.failures, coverage: coverage.counts };
  } finally {
    await world.close();
  }
}
