import "server-only";
import { z } from "zod";
import { withMerchant } from "@/db/tenancy";
import { mailAddress } from "@/lib/email/mail-address";
import { askForCode, type Buyer } from "@/lib/escrow/buyer/ask-code";
import { admitBuyer } from "@/lib/escrow/buyer/buyer-limits.system";
import { COMPLAINTS, type Complaint, reportProblem } from "@/lib/escrow/buyer/report-problem";
import { type BuyersWish, spendCode } from "@/lib/escrow/buyer/spend-code";
import { containsCardNumber } from "@/lib/kernel/card-number";
import type { Clock } from "@/lib/kernel/clock";
import { findPayToken } from "../find-pay-token.system";
import { readHeldPayment } from "./held-payment.queries";
import type { DeliveryTell } from "./tells";

export type DeliveryPost =
  | { kind: "code" }
  | { kind: "confirm"; wish: BuyersWish; typed: string }
  | { kind: "report"; reason: string; note: string };

type Caller = { token: string; address: string; clock: Clock };

/** `not_found`: the token opens no payment whose money is held or was. */
export type DeliveryPosted = { kind: "not_found" } | { kind: "posted"; tell: DeliveryTell | undefined };

const SENT: Record<string, DeliveryTell> = { started: "code_sent", too_many: "code_too_many", not_needed: "not_now" };
const SPENT: Record<string, DeliveryTell | undefined> = {
  applied: undefined,
  wrong: "code_wrong",
  expired: "code_expired",
  too_many_tries: "code_tries",
  not_needed: "not_now",
};

const Note = z.string().trim().max(500);

async function sendCode(buyer: Buyer, email: string | null, clock: Clock): Promise<DeliveryTell | undefined> {
  const address = mailAddress(email);
  if (address === undefined) return "no_address";
  return SENT[await askForCode(buyer, { address, clock })];
}

async function confirm(buyer: Buyer, wish: BuyersWish, typed: string): Promise<DeliveryTell | undefined> {
  const digits = typed.replace(/\s/g, "");
  // Six digits or nothing: a slip of the finger costs no try.
  if (!/^\d{6}$/.test(digits)) return "code_wrong";
  return SPENT[await spendCode(buyer, { typed: digits, wish })];
}

async function report(buyer: Buyer, { reason, note }: { reason: string; note: string }, clock: Clock) {
  if (!Object.hasOwn(COMPLAINTS, reason)) return "report_reason" as const;
  const told = Note.safeParse(note);
  if (!told.success) return "report_long" as const;
  if (containsCardNumber(told.data)) return "report_card" as const;
  const wasReported = await reportProblem(buyer, {
    reason: reason as Complaint,
    note: told.data === "" ? undefined : told.data,
    clock,
  });
  return wasReported ? undefined : ("not_now" as const);
}

function answer(post: DeliveryPost, buyer: Buyer, { email, clock }: { email: string | null; clock: Clock }) {
  if (post.kind === "code") return sendCode(buyer, email, clock);
  if (post.kind === "confirm") return confirm(buyer, post.wish, post.typed);
  return report(buyer, post, clock);
}

/** A form of the delivery page: sends a code, takes one, or reports a problem. Counted per account and per address. */
export async function postDelivery({ token, address, clock }: Caller, post: DeliveryPost): Promise<DeliveryPosted> {
  const subject = await findPayToken(token);
  if (subject?.subjectKind !== "payment") return { kind: "not_found" };
  const { merchantId, subjectId } = subject;
  const held = await withMerchant(merchantId, (tx) => readHeldPayment(tx, merchantId, subjectId));
  if (held === undefined) return { kind: "not_found" };
  const buyer = { merchantId, mode: held.mode, escrowId: held.escrowId, paymentId: subjectId };
  const what = post.kind === "report" ? "report" : "code";
  if (!(await admitBuyer(held.escrowId, address, what))) return { kind: "posted", tell: "too_often" };
  return { kind: "posted", tell: await answer(post, buyer, { email: held.email, clock }) };
}
