import { randomUUID } from "node:crypto";
import { isSameDay } from "../../paynet/protocol/dates";
import { decideReversal } from "../../paynet/reversal/decide-reversal";
import type { Reversal, Transaction } from "../../state/records";
import type { World } from "../../world";

/** Null when the whole of this sale can go back on a phone now. */
export function whyNotReversible(world: World, sale: Transaction): string | null {
  const made = world.truth.all("posSession").some(({ kind, xactIds }) => kind === "sale" && xactIds.includes(sale.id));
  if (!made || !sale.isSucceed) return "Bu işlem iade edilemez";
  const promised = world.truth
    .all("reversal")
    .some(({ xactId, status }) => xactId === sale.id && status !== "rejected");
  return promised ? "İşlem daha önce iade edilmiş" : null;
}

/** The same books as a reversal asked for by the secret key: same day a cancel, later a refund (section 6.7). */
export function reverseSale(world: World, sale: Transaction): Transaction | undefined {
  const now = world.clock.now();
  const reversal: Reversal = {
    id: randomUUID(),
    account: sale.account,
    xactId: sale.id,
    amount: sale.amount,
    succeedUrl: "",
    method: isSameDay(sale.at, now) ? "cancel" : "refund",
    status: "requested",
    requestedAt: now,
    decidesItselfAt: null,
    decidedAt: null,
    resultXactId: null,
  };
  world.truth.put("reversal", reversal);
  decideReversal(world, reversal, true);
  const decided = world.truth.get("reversal", reversal.id);
  return world.truth.get("transaction", decided?.resultXactId ?? "");
}
