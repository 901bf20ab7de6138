import { randomUUID } from "node:crypto";
import type { Delivery, Reversal, Transaction } from "../../state/records";
import type { World } from "../../world";
import { newXactId, nextXact } from "../payment/xact-ids";

/** Approves or rejects a request, books the money given back and tells `succeedUrl`. */
export function decideReversal(world: World, reversal: Reversal, approve: boolean): void {
  const sale = world.truth.get("transaction", reversal.xactId);
  if (sale === undefined || reversal.status !== "requested") return;
  const decidedAt = world.clock.now();
  const decided: Reversal = { ...reversal, status: approve ? "approved" : "rejected", decidedAt };
  if (approve) {
    const row = reversalTransaction(sale, reversal, { id: newXactId(), xact: nextXact(world.truth), at: decidedAt });
    decided.resultXactId = row.id;
    world.truth.put("transaction", row);
    world.truth.put("transaction", afterReversal(sale, reversal, row.id));
  }
  world.truth.put("reversal", decided);
  if (decided.succeedUrl !== "") void world.courier.dispatch(queueNotice(world, decided));
}

/** Decides every request whose review is over on the provider's clock. */
export function decideDueReversals(world: World): void {
  const now = world.clock.now();
  for (const reversal of world.truth.all("reversal")) {
    const due = reversal.decidesItselfAt !== null && reversal.decidesItselfAt <= now;
    if (due && reversal.status === "requested") decideReversal(world, reversal, true);
  }
}

/** The sale after money went back; `reversed` means all of it. */
export function afterReversal(sale: Transaction, reversal: Reversal, xactId: string): Transaction {
  const refunded = sale.refunded + reversal.amount;
  return { ...sale, refunded, reversedXactId: refunded === sale.amount ? xactId : sale.reversedXactId };
}

/**
 * ASSUMPTION PAYNET-R3: money given back is a row of its own under the sale's reference, with a positive
 * amount: type 2 for a cancel, 9 for a refund.
 */
export function reversalTransaction(
  sale: Transaction,
  reversal: Reversal,
  fresh: Pick<Transaction, "id" | "xact" | "at">,
): Transaction {
  return {
    ...sale,
    ...fresh,
    transactionType: reversal.method === "cancel" ? 2 : 9,
    amount: reversal.amount,
    net: reversal.amount,
    commission: 0n,
    commissionTax: 0n,
    refunded: 0n,
    visibleAt: fresh.at,
    reversedXactId: null,
    orderId: `PR${fresh.xact}`,
    uuid: randomUUID(),
  };
}

/** docs/providers/paynet.md 6.7: code is the string "0" or "1"; the status words are ASSUMPTION PAYNET-R4. */
function queueNotice(world: World, reversal: Reversal): Delivery {
  const approved = reversal.status === "approved";
  const body = {
    xact_id: reversal.xactId,
    code: approved ? "0" : "1",
    status: reversal.status,
    message: approved ? "İade onaylandı" : "İade reddedildi",
  };
  const delivery: Delivery = {
    id: randomUUID(),
    account: reversal.account,
    xactId: reversal.xactId,
    url: reversal.succeedUrl,
    body: JSON.stringify(body),
    status: "queued",
    tries: [],
    queuedAt: world.clock.now(),
  };
  world.truth.put("delivery", delivery);
  return delivery;
}
