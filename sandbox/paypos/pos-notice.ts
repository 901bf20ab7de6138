import { randomUUID } from "node:crypto";
import type { Delivery, Transaction } from "../state/records";
import type { World } from "../world";
import { posRow } from "./pos-row";
import type { PosAgent, PosSession } from "./records";

export const agentRecordId = (account: string, agentId: string): string => `${account} ${agentId}`;

function agentOf(world: World, { account, agentId }: PosSession): PosAgent | undefined {
  return world.truth.get("posAgent", agentRecordId(account, agentId));
}

/**
 * Records that a sale on a phone has to be told; null where its dealer has no address.
 * ASSUMPTION PAYNET-M13: a JSON POST to the dealer's address with one row of the question and its session; only a sale
 * that succeeded is told; unsigned and repeated as every other webhook here.
 */
export function queuePosNotice(world: World, session: PosSession, row: Transaction): Delivery | null {
  const url = agentOf(world, session)?.webhookUrl ?? "";
  if (url === "") return null;
  const delivery: Delivery = {
    id: randomUUID(),
    account: session.account,
    xactId: row.id,
    url,
    body: JSON.stringify({ payment_session_id: session.id, ...posRow(row) }),
    status: "queued",
    tries: [],
    queuedAt: world.clock.now(),
  };
  world.truth.put("delivery", delivery);
  return delivery;
}
