import { fingerprint } from "../paypos/pos-ids";
import type { PosKey, PosSession } from "../paypos/records";
import type { Truth } from "../state/truth";
import type { DemoFile, SeededPosSession, SeededTill } from "./demo-file";
import { type At, toTransaction } from "./to-transaction";

/** ASSUMPTION PAYNET-M7, as of every session (paypos/services/new-session.ts). */
const SESSION_MINUTES = 15;

/** The keys of the demo's tills, every try of a sale on their phones and the rows those left. */
export function putPos(truth: Truth, seed: DemoFile["paynet"]["pos"], at: At): void {
  for (const till of seed.tills) {
    const key = toKey(till, at);
    if (key !== null) truth.put("posKey", key);
  }
  for (const one of seed.sessions) {
    const till = seed.tills.find(({ key }) => key === one.till);
    if (till === undefined) throw new Error(`seeded sale ${one.key} names no till`);
    const session = toSession(one, till, at);
    const rows = seed.transactions
      .filter(({ session: key }) => key === one.key)
      .map((row) => toTransaction(row, { ...session, paylinkId: null, currency: "TRY" }, at));
    for (const row of rows) truth.put("transaction", row);
    truth.put("posSession", { ...session, xactIds: rows.map(({ id }) => id) });
  }
}

function toKey(till: SeededTill, at: At): PosKey | null {
  const { session_key: text, opened_minutes: opened, expires_minutes: expires } = till;
  if (text === null || opened === null || expires === null) return null;
  return {
    ...{ id: fingerprint(text), account: till.account, agentId: till.agent_id, userId: till.user_id },
    ...{ createdAt: at(opened), expiresAt: at(expires), closedAt: null },
  };
}

function toSession(one: SeededPosSession, till: SeededTill, at: At): PosSession {
  return {
    id: one.id,
    kind: "sale",
    account: till.account,
    agentId: till.agent_id,
    userId: till.user_id,
    status: one.provider_status,
    referenceNo: one.provider_reference,
    amount: BigInt(one.amount),
    addCommission: false,
    instalment: one.instalment,
    email: "",
    phone: "",
    note: one.note,
    callbackUrl: "",
    saleXactId: "",
    xactIds: [],
    createdAt: at(one.created_minutes),
    expiresAt: at(one.created_minutes + SESSION_MINUTES),
  };
}
