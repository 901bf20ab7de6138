import { capturePayment, voidAuthorisation } from "@/lib/captures/request-capture";
import { planBulkRefund } from "@/lib/refunds/bulk/plan-bulk-refund";
import { requestBulkRefund } from "@/lib/refunds/bulk/request-bulk-refund";
import { approveRefund, rejectRefund, withdrawRefund } from "@/lib/refunds/decide-refund";
import { requestRefund, voidPayment } from "@/lib/refunds/request-refund";
import type { Command, History } from "../history";
import { partOf } from "./wishes";

const payment = (history: History, where: string) =>
  history.one<{ id: string; amount: string }>(
    `select id, coalesce(amount_charged, amount_authorised)::text as amount from payments where merchant_id = $1 and ${where} order by created_at, id`,
  );

export const MONEY_BACK_COMMANDS: readonly Command[] = [
  {
    name: "request refund",
    weight: 4,
    async plan(history) {
      const { luck } = history;
      const row = await payment(history, "paid_at is not null");
      const who = history.someone("owner", "finance", "approver");
      if (!row) return undefined;
      const amount = luck.roll() < 0.4 ? {} : { amount: partOf(Number(row.amount), luck) };
      return {
        what: `a refund of ${row.id} ${amount.amount ?? "whole"}`,
        run: () => requestRefund(who, { payment_id: row.id, ...amount }),
      };
    },
  },
  {
    name: "void payment",
    weight: 1,
    async plan(history) {
      const row = await payment(history, "paid_at is not null");
      const who = history.someone("owner", "finance");
      return row && { what: `voids ${row.id}`, run: () => voidPayment(who, { payment_id: row.id }) };
    },
  },
  {
    name: "decide refund",
    weight: 3,
    async plan(history) {
      const { luck } = history;
      const row = await history.one<{ id: string; amount: string }>(
        "select id, amount::text from refunds where merchant_id = $1 order by (status = 'awaiting_approval'), created_at, id",
      );
      const who = history.someone();
      const way = luck.roll();
      const amount = Number(row?.amount ?? 0) + (luck.roll() < 0.1 ? 1 : 0);
      if (!row) return undefined;
      const { id } = row;
      if (way < 0.6) return { what: `approves ${id}`, run: () => approveRefund(who, { id, amount }) };
      if (way < 0.8) return { what: `rejects ${id}`, run: () => rejectRefund(who, { id }) };
      return { what: `withdraws ${id}`, run: () => withdrawRefund(who, { id }) };
    },
  },
  {
    name: "refund in bulk",
    weight: 1,
    async plan(history) {
      const [one, two] = [await payment(history, "paid_at is not null"), await payment(history, "paid_at is not null")];
      const who = history.someone("owner", "finance");
      if (!one || !two || one.id === two.id) return undefined;
      const rows = [one, two].map(({ id, amount }) => ({
        payment_id: id,
        amount: Math.max(1, Math.floor(Number(amount) / 3)),
      }));
      const { total } = await planBulkRefund(
        { ...who, permissions: ["refunds:request", "payments:read-all", "payments:read"] },
        { rows },
      );
      return {
        what: `refunds ${one.id} and ${two.id} in one batch`,
        run: () => requestBulkRefund(who, { rows, reason: "toplu", total: Math.max(1, total) }),
      };
    },
  },
  {
    name: "capture",
    weight: 2,
    async plan(history) {
      const row = await payment(history, "status = 'authorised'");
      const who = history.someone("owner", "finance");
      const { luck } = history;
      if (!row) return undefined;
      const amount = luck.roll() < 0.5 ? {} : { amount: partOf(Number(row.amount), luck) };
      return { what: `captures ${row.id}`, run: () => capturePayment(who, { payment_id: row.id, ...amount }) };
    },
  },
  {
    name: "let an authorisation go",
    weight: 1,
    async plan(history) {
      const row = await payment(history, "status = 'authorised'");
      const who = history.someone("owner", "finance");
      return row && { what: `lets ${row.id} go`, run: () => voidAuthorisation(who, { payment_id: row.id }) };
    },
  },
];
