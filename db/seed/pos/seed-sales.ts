import { systemClock } from "@/lib/kernel/clock";
import { bookPos } from "@/lib/pos/sales/book-pos";
import { sealEncryptionKey } from "@/lib/pos/sales/session-seal";
import { POS_DEADLINE_SECONDS } from "@/lib/pos/session";
import { type Command, runCommand } from "@/lib/runtime/run-command";
import { tokenHash } from "@/lib/runtime/token-hash";
import { type DemoPosSession, type DemoTill, demoPos } from "../demo-facts";
import { fixedId } from "../demo-people";
import { providerRow } from "../provider-row";
import type { ShareTokens } from "../seed-links";
import { daySteps } from "./seed-days";
import { tillSteps } from "./seed-tills";

type Step = { atMinutes: number; run(): Promise<void> };
type Answer = { answer: { result: string } };

const WATCHER = { kind: "system", id: "follow-pos" } as const;
/** From one step of a sale to the next, in minutes. */
const MOMENT = 0.1;

/** A command of the product that must do something: a demo that is half there is none. */
async function demand(
  command: Command,
  expected: string,
  payload: Record<string, string | number | boolean | object | null>,
) {
  const [row] = await runCommand<Answer>("vezne_app", command, {
    merchant_id: fixedId("mer", "demo"),
    mode: "test",
    ...payload,
  });
  if (row?.answer.result === expected) return;
  throw new Error(`demo: ${command} answered ${row?.answer.result}`);
}

function startSteps(one: DemoPosSession, till: DemoTill, isFirst: boolean, tokens: ShareTokens): Step[] {
  const id = fixedId("pos", one.key);
  const cashier = fixedId("usr", one.cashier);
  const actor = { kind: "user", id: cashier };
  const paymentId = fixedId("pay", one.sale);
  const token = tokens(`pos ${one.sale}`);
  const start = () =>
    demand("start_pos_session", "started", {
      actor,
      payment_id: isFirst ? null : paymentId,
      provider: "paynet",
      provider_account_id: fixedId("pa", "demo"),
      agent_id: till.agent_id,
      panel_user_id: till.user_id,
      selected_agent_id: null,
      amount: one.amount.toString(),
      currency: "TRY",
      installments: Math.max(one.instalment, 1),
      add_commission: false,
      description: one.note,
      reference_no: one.reference_no,
      reference: one.provider_reference,
      customer_email: null,
      customer_phone: null,
      callback_url: null,
      started_by_us: true,
      metadata: {},
      deadline_seconds: POS_DEADLINE_SECONDS,
      created_by: cashier,
      new_session_id: id,
      new_payment_id: paymentId,
      new_payment_token: token,
      new_token_hash: tokenHash(token),
      new_attempt_id: fixedId("att", one.key),
      new_terminal_id: fixedId("term", one.till),
    });
  const initiate = async () => {
    const owner = { merchantId: fixedId("mer", "demo"), id };
    await demand("settle_pos_key", "send", { session_id: id, outcome: "reused", actor });
    await demand("settle_pos_start", "applied", {
      session_id: id,
      outcome: "started",
      payment_session_id: one.id,
      deeplink_url: one.deeplink_url,
      sealed_encryption_key: sealEncryptionKey(owner, one.encryption_key),
      call_id: "seed",
      actor,
    });
  };
  return [
    { atMinutes: one.created_minutes, run: start },
    { atMinutes: one.created_minutes + MOMENT, run: initiate },
  ];
}

/** What the cashier did and what came of the questions. */
function laterSteps(one: DemoPosSession): Step[] {
  const id = fixedId("pos", one.key);
  const actor = { kind: "user", id: fixedId("usr", one.cashier) };
  const steps: Step[] = one.asked.map(({ at_minutes, answered }) => ({
    atMinutes: at_minutes,
    run: () =>
      demand("record_pos_silence", "applied", { session_id: id, call_id: answered ? "seed" : null, actor: WATCHER }),
  }));
  const opened = { session_id: id, hint: "opened", actor };
  // The newest try still waits for its phone: it is on the board as it was begun.
  if (one.created_minutes < -5) {
    const at = one.created_minutes + 2 * MOMENT;
    steps.push({ atMinutes: at, run: () => demand("note_pos", "applied", opened) });
  }
  const cancel = { session_id: id, decision: "cancel", user_id: actor.id, actor };
  if (one.cancelled_minutes !== null) {
    steps.push({ atMinutes: one.cancelled_minutes, run: () => demand("decide_pos", "applied", cancel) });
  }
  return steps;
}

/** Tills, sales on phones and the ends of two days as steps of the demo's own time line, without a call to anybody. */
export function posSteps(instant: (minutes: number) => Date, tokens: ShareTokens): Step[] {
  const { tills, sessions, transactions } = demoPos();
  const sales = new Set<string>();
  const steps = tillSteps(tills, instant);
  for (const one of sessions) {
    const till = tills.find(({ key }) => key === one.till);
    if (till === undefined) throw new Error(`demo: sale ${one.key} names no till`);
    steps.push(...startSteps(one, till, !sales.has(one.sale), tokens), ...laterSteps(one));
    sales.add(one.sale);
  }
  for (const row of transactions) {
    const one = sessions.find(({ key }) => key === row.session);
    if (one === undefined) throw new Error(`demo: row ${row.key} names no sale`);
    steps.push({
      atMinutes: row.at_minutes,
      async run() {
        const booked = await bookPos({
          merchantId: fixedId("mer", "demo"),
          sessionId: fixedId("pos", one.key),
          transaction: providerRow(row, one.provider_reference, instant(row.at_minutes)),
          callId: "seed",
          actor: WATCHER,
          clock: systemClock,
        });
        if (booked.kind !== "booked") throw new Error(`demo: row ${row.key} was not booked`);
      },
    });
  }
  return [...steps, ...daySteps(instant)];
}
