import { DEFAULT_CARD, isCardNumber, normaliseNumber, rememberCard } from "../../bank/cards";
import { chargeForCard } from "../../paynet/payment/commission";
import { newTransaction } from "../../paynet/payment/new-transaction";
import { sentinelOf } from "../../paynet/sentinels";
import type { Delivery, Transaction } from "../../state/records";
import type { World } from "../../world";
import { queuePosNotice } from "../pos-notice";
import type { PosSession, PosStatus } from "../records";
import { reverseSale, whyNotReversible } from "./reverse-sale";

/** What somebody with the phone in the hand does. */
export type PhoneAct = "open" | "approve" | "decline" | "abandon" | "lose_callback" | "late_success";

/** `row` is what the act left, if anything; `delivery` the webhook of a sale. */
export type Acted =
  | { kind: "acted"; session: PosSession; row: Transaction | null; delivery: Delivery | null }
  | { kind: "refused"; reason: string };

const DECLINE = "05";
const ENDED: readonly PosStatus[] = ["paid", "reversed"];

/** Why nothing can happen on the phone any more; a late success is stopped by the end alone. */
export function whyOver(world: World, session: PosSession, late: boolean): string | null {
  if (ENDED.includes(session.status)) return session.status;
  if (late) return null;
  if (session.status === "abandoned") return "abandoned";
  return world.clock.now() >= session.expiresAt ? "expired" : null;
}

const refused = (reason: string): Acted => ({ kind: "refused", reason });

/** One act on the phone, booked in the provider's truth. `card` is a number of a test card. */
export function actOnPhone(world: World, session: PosSession, act: PhoneAct, card = DEFAULT_CARD): Acted {
  const reason = whyOver(world, session, act === "late_success");
  if (reason !== null) return refused(reason);
  if (act === "open") return keep(world, session, session.status === "waiting" ? "opened" : session.status);
  if (act === "abandon") return keep(world, session, "abandoned");
  if (session.kind === "reversal") return finishReversal(world, session, act !== "decline");
  return tapCard(world, session, normaliseNumber(card), act === "decline");
}

function keep(world: World, session: PosSession, status: PosStatus, row: Transaction | null = null): Acted {
  const xactIds = row === null ? session.xactIds : [...session.xactIds, row.id];
  const kept = { ...session, status, xactIds };
  world.truth.put("posSession", kept);
  return { kind: "acted", session: kept, row, delivery: null };
}

function tapCard(world: World, session: PosSession, number: string, declines: boolean): Acted {
  if (!isCardNumber(number)) return refused("card");
  const card = rememberCard(number, "");
  const charge = chargeForCard(session.amount, card, session.instalment, session.addCommission);
  if (charge === null) return refused("installment");
  const isSentinel = sentinelOf(session.amount) === "declined";
  const bankErrorId = isSentinel ? "51" : declines ? DECLINE : "";
  const { account, agentId, referenceNo, instalment, email, phone, note } = session;
  const row = newTransaction(world, {
    ...{ account, agentId, referenceNo, instalment, email, phone, note, card, charge },
    ...{ paylinkId: null, transactionType: 1, isTds: false, currency: "TRY", hiddenForMs: 0 },
    errors: { bankErrorId, paynetErrorId: "", paynetErrorMessage: "" },
  });
  world.truth.put("transaction", row);
  const acted = keep(world, session, row.isSucceed ? "paid" : "declined", row);
  if (acted.kind === "refused" || !row.isSucceed) return acted;
  return { ...acted, delivery: queuePosNotice(world, acted.session, row) };
}

/** A reversal that is turned down on the phone leaves no row and may be approved after all. */
function finishReversal(world: World, session: PosSession, approved: boolean): Acted {
  if (!approved) return keep(world, session, "declined");
  const sale = world.truth.get("transaction", session.saleXactId);
  if (sale === undefined || whyNotReversible(world, sale) !== null) return refused("not_reversible");
  return keep(world, session, "reversed", reverseSale(world, sale) ?? null);
}
