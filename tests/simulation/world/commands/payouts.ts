import { approvePayouts, markPayoutFailed, markPayoutPaid, withdrawPayout } from "@/lib/payouts/decide-payouts";
import { exportPayouts } from "@/lib/payouts/export-payouts";
import { requestPayouts } from "@/lib/payouts/request-payouts";
import type { Command, History } from "../history";

const payout = (history: History, ...statuses: string[]) =>
  history.one<{ id: string; amount: string }>(
    `select id, amount::text from payouts where merchant_id = $1 and status in (${statuses.map((each) => `'${each}'`)}) order by created_at, id`,
  );

export const PAYOUT_COMMANDS: readonly Command[] = [
  {
    name: "request payout",
    weight: 24,
    async plan(history) {
      const row = await payout(history, "waiting", "failed", "withdrawn");
      const who = history.someone("owner", "finance");
      const way = history.luck.roll() < 0.9 ? "file" : "provider";
      return row && { what: `asks for ${row.id}`, run: () => requestPayouts(who, { ids: [row.id], way }) };
    },
  },
  {
    name: "approve payout",
    weight: 24,
    async plan(history) {
      const row = await payout(history, "awaiting_approval", "approved");
      const who = history.someone();
      const amount = Number(row?.amount ?? 0) + (history.luck.roll() < 0.1 ? 1 : 0);
      return row && { what: `approves ${row.id}`, run: () => approvePayouts(who, { ids: [row.id], amount }) };
    },
  },
  {
    name: "export payouts",
    weight: 24,
    async plan(history) {
      const row = await payout(history, "approved");
      const who = history.someone("owner", "finance");
      return row && { what: "writes a file for the bank", run: () => exportPayouts(who, {}) };
    },
  },
  {
    name: "mark payout",
    weight: 24,
    async plan(history) {
      const row = await payout(history, "exported", "paid", "awaiting_approval");
      const who = history.someone("owner", "finance");
      const isPaid = history.luck.roll() < 0.6;
      const mark = isPaid ? markPayoutPaid : markPayoutFailed;
      return row && { what: `marks ${row.id} ${isPaid ? "paid" : "failed"}`, run: () => mark(who, { id: row.id }) };
    },
  },
  {
    name: "withdraw payout",
    weight: 10,
    async plan(history) {
      const row = await payout(history, "waiting", "awaiting_approval", "approved", "exported");
      const who = history.someone();
      return row && { what: `withdraws ${row.id}`, run: () => withdrawPayout(who, { id: row.id }) };
    },
  },
];
