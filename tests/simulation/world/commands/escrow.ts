import { getEscrow } from "@/lib/escrow/desk/queries";
import { openChargeback, settleChargeback } from "@/lib/escrow/disputes/chargeback";
import { openDispute, resolveDispute } from "@/lib/escrow/disputes/open-dispute";
import { confirmDelivery, markShipped } from "@/lib/escrow/evidence/add-evidence";
import { approveRequest, rejectRequest, undoRelease, withdrawRequest } from "@/lib/escrow/releases/decide-release";
import { refundHeld } from "@/lib/escrow/releases/refund-held";
import { requestRelease } from "@/lib/escrow/releases/request-release";
import type { EscrowDto } from "@/lib/escrow/schemas";
import { extendEscrow } from "@/lib/escrow/timers/extend-escrow";
import type { Context } from "@/lib/runtime/context";
import type { Dice } from "../../dice";
import type { Command, History } from "../history";
import { partOf } from "./wishes";

type Act = (who: Context, seen: EscrowDto, luck: Dice) => () => Promise<unknown>;

async function seen(history: History, reader: Context): Promise<EscrowDto | undefined> {
  const row = await history.one<{ id: string }>(
    "select id from escrow_accounts where merchant_id = $1 and status <> 'pending' order by created_at, id",
  );
  return row && getEscrow({ ...reader, permissions: ["escrow:read", "payments:read", "payments:read-all"] }, row.id);
}

/** A command about one case by somebody of the shop. */
const onCase = (name: string, weight: number, act: Act): Command => ({
  name,
  weight,
  async plan(history) {
    const who = history.someone();
    const escrow = await seen(history, who);
    return escrow && { what: `${name} ${escrow.id}`, run: act(who, escrow, history.luck) };
  },
});

const decide: Act = (who, { id, requests, version }, luck) => {
  const request = requests.length === 0 ? undefined : luck.pick(requests);
  const way = luck.roll();
  const amount = (request?.amount ?? 1) + (luck.roll() < 0.1 ? 1 : 0);
  const wish = { id, request_id: request?.id ?? "er_none" };
  if (way < 0.5) return () => approveRequest(who, { ...wish, amount, ...(way < 0.2 ? { seen_version: version } : {}) });
  if (way < 0.65) return () => rejectRequest(who, wish);
  return way < 0.8 ? () => withdrawRequest(who, wish) : () => undoRelease(who, wish);
};

export const ESCROW_COMMANDS: readonly Command[] = [
  onCase(
    "confirm delivery",
    2,
    (who, { id }) =>
      () =>
        confirmDelivery(who, { id, evidence: { note: "geldi" } }),
  ),
  onCase(
    "mark shipped",
    1,
    (who, { id }) =>
      () =>
        markShipped(who, { id, carrier: "Horoz", tracking_no: "44182097" }),
  ),
  onCase("request release", 8, (who, { id, amount_total }, luck) => {
    const amount = luck.roll() < 0.4 ? {} : { amount: partOf(amount_total, luck) };
    return () => requestRelease(who, { id, ...amount, note: "teslim" });
  }),
  onCase("refund held", 4, (who, { id, amount_total }, luck) => {
    const amount = luck.roll() < 0.3 ? {} : { amount: partOf(amount_total, luck) };
    return () => refundHeld(who, { id, ...amount, note: "eksik" });
  }),
  onCase("decide request", 8, decide),
  onCase(
    "extend",
    1,
    (who, { id }) =>
      () =>
        extendEscrow(who, { id, days: 1 }),
  ),
  onCase(
    "open dispute",
    1,
    (who, { id }) =>
      () =>
        openDispute(who, { id, reason: "bozuk" }),
  ),
  onCase("resolve dispute", 2, (who, { id }, { pick }) => {
    const outcome = pick(["release", "refund", "withdrawn"] as const);
    return () => resolveDispute(who, { id, outcome, note: "x" });
  }),
  {
    name: "open chargeback",
    weight: 2,
    async plan(history) {
      const row = await history.one<{ id: string; amount: string }>(
        "select id, amount_charged::text as amount from payments where merchant_id = $1 and paid_at is not null order by created_at, id",
      );
      const who = history.someone();
      const { luck } = history;
      const amount = partOf(Number(row?.amount ?? 1), luck);
      return (
        row && {
          what: `a chargeback of ${row.id}`,
          run: () => openChargeback(who, { payment_id: row.id, amount, reason: "x" }),
        }
      );
    },
  },
  {
    name: "settle chargeback",
    weight: 2,
    async plan(history) {
      const row = await history.one<{ id: string }>(
        "select id from disputes where merchant_id = $1 and kind = 'chargeback' order by created_at, id",
      );
      const who = history.someone();
      const outcome = history.luck.pick(["won", "lost"] as const);
      return row && { what: `${row.id} is ${outcome}`, run: () => settleChargeback(who, { id: row.id, outcome }) };
    },
  },
];
