import { randomUUID } from "node:crypto";
import type { Transaction } from "../../state/records";
import type { World } from "../../world";
import { chargeForCard } from "../payment/commission";
import { newTransaction } from "../payment/new-transaction";
import { refuse } from "../protocol/refusal";
import type { PaynetSession } from "../records";
import { sentinelOf } from "../sentinels";
import { isOver } from "./find-session";

export interface Charged {
  session: PaynetSession;
  transaction: Transaction;
  /** This session had succeeded before; nothing was charged now. */
  repeated: boolean;
}

/**
 * Charges a session whose 3-D step was passed, once. ASSUMPTION PAYNET-S4: before or without it 16, which leaves no row;
 * after a decline 17; after its time 13, except where it had succeeded.
 */
export function chargeSession(world: World, session: PaynetSession): Charged {
  const earlier = world.truth.get("transaction", session.xactId ?? "");
  if (earlier?.isSucceed) return { session, transaction: earlier, repeated: true };
  if (earlier !== undefined) throw refuse("used_session", "Oturum daha önce kullanılmış");
  if (isOver(session, world.clock.now())) throw refuse("no_session", "Oturumun süresi dolmuş");
  if (session.status !== "passed") throw refuse("three_ds_failed", "3D doğrulaması tamamlanmadı");
  const transaction = book(world, session);
  const status = transaction.isSucceed ? "charged" : "declined";
  const cardId = transaction.isSucceed ? keepCard(world, session) : null;
  const ended: PaynetSession = { ...session, status, xactId: transaction.id, cardId };
  world.truth.put("transaction", transaction);
  world.truth.put("pnSession", ended);
  return { session: ended, transaction, repeated: false };
}

function book(world: World, session: PaynetSession): Transaction {
  const { card } = session;
  const charge = card && chargeForCard(session.amount, card, session.instalment, session.addCommission);
  if (card === null || charge === null) throw new Error("a session without a card or plan cannot pass");
  const bankErrorId = sentinelOf(session.amount) === "declined" ? "51" : (session.declineWith ?? "");
  const { account, agentId, referenceNo, transactionType, instalment, email, phone, note, isTds } = session;
  const row = newTransaction(world, {
    ...{ account, agentId, referenceNo, transactionType, instalment, email, phone, note, isTds, charge, card },
    paylinkId: null,
    currency: "TRY",
    errors: { bankErrorId, paynetErrorId: "", paynetErrorMessage: "" },
    hiddenForMs: 0,
  });
  return session.isEscrow ? { ...row, hold: "waiting" } : row;
}

/** ASSUMPTION PAYNET-K1: a payer without an owner id gets one with the first card, and keeps it for the next. */
function keepCard(world: World, session: PaynetSession): string | null {
  const { keep, card, account, month, year } = session;
  if (keep === null || card === null) return null;
  const ownerId = keep.ownerId || ownerOf(world, account, keep.userUniqueId);
  const id = randomUUID();
  world.truth.put("pnCard", {
    ...{ id, account, ownerId, card, month, year },
    userUniqueId: keep.userUniqueId,
    label: keep.label,
    isDeleted: false,
  });
  return id;
}

/** The owner id of the payer the merchant knows by this name; a new one for a new payer. */
export function ownerOf(world: World, account: string, userUniqueId: string): string {
  const known = world.truth.all("pnCard").find((row) => row.account === account && row.userUniqueId === userUniqueId);
  return known?.ownerId ?? randomUUID();
}
