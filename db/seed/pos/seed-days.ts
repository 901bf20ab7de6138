import { statements } from "@/db/client";
import { runCommand } from "@/lib/runtime/run-command";
import { fixedId } from "../demo-people";

type Step = { atMinutes: number; run(): Promise<void> };
type Answer = { answer: { result: string } };

const DAY = 24 * 60;
const CASHIER = "cashier@vezne.test";
const BRANCH = "Kadıköy";
const MISSING = 2_000n;

const istanbulDay = (at: Date) => new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Istanbul" }).format(at);
const personOf = (email: string) => {
  const id = fixedId("usr", email);
  return { user_id: id, actor: { kind: "user", id } };
};

async function demand(
  command: "count_pos_day" | "sign_pos_day",
  expected: string,
  payload: Record<string, string | object | null>,
) {
  const base = { merchant_id: fixedId("mer", "demo"), mode: "test" };
  const [row] = await runCommand<Answer>("vezne_app", command, { ...base, ...payload });
  if (row?.answer.result !== expected) throw new Error(`demo: ${command} answered ${row?.answer.result}`);
}

/** What the books expect of the demo cashier's day on the phones of the branch, in kuruş. */
async function expectedOf(day: string): Promise<bigint> {
  const [row] = await statements("vezne_system")<{ sum: string }[]>`
    select coalesce(sum(amount), 0)::text as sum
    from pos_day_items(${fixedId("mer", "demo")}, 'test', ${day}::date, ${fixedId("usr", CASHIER)}, ${fixedId("br", BRANCH)})`;
  return BigInt(row?.sum ?? 0);
}

async function count(key: string, day: string, missing: bigint, reason: string | null): Promise<void> {
  await demand("count_pos_day", "counted", {
    day,
    cashier_id: fixedId("usr", CASHIER),
    branch_id: fixedId("br", BRANCH),
    counted: { pos: String((await expectedOf(day)) - missing), paylink: "0", checkout: "0" },
    reason,
    ...personOf(CASHIER),
    new_closing_id: fixedId("eod", key),
  });
}

/** The day before yesterday is locked by two people; yesterday's count, short of one slip, waits for the second. */
export function daySteps(instant: (minutes: number) => Date): Step[] {
  const before = istanbulDay(instant(-2 * DAY));
  const yesterday = istanbulDay(instant(-DAY));
  return [
    { atMinutes: -2 * DAY + 90, run: () => count("before", before, 0n, null) },
    {
      atMinutes: -2 * DAY + 120,
      run: () =>
        demand("sign_pos_day", "applied", {
          closing_id: fixedId("eod", "before"),
          decision: "sign",
          ...personOf("approver@vezne.test"),
        }),
    },
    {
      // After everything of today: close to midnight part of it is yesterday's.
      atMinutes: -0.5,
      run: () => count("yesterday", yesterday, MISSING, "20,00 TL’lik bir fiş okunmuyor, aranıyor"),
    },
  ];
}
