import { beforeAll, describe, expect, it } from "vitest";
import { getEscrow } from "@/lib/escrow/desk/queries";
import { openChargeback, settleChargeback } from "@/lib/escrow/disputes/chargeback";
import { openDispute, resolveDispute } from "@/lib/escrow/disputes/open-dispute";
import { confirmDelivery, markShipped } from "@/lib/escrow/evidence/add-evidence";
import { approveRequest, rejectRequest, undoRelease, withdrawRequest } from "@/lib/escrow/releases/decide-release";
import { refundHeld } from "@/lib/escrow/releases/refund-held";
import { requestRelease } from "@/lib/escrow/releases/request-release";
import type { EscrowDto } from "@/lib/escrow/schemas";
import { extendEscrow } from "@/lib/escrow/timers/extend-escrow";
import { followEscrow } from "@/lib/escrow/timers/follow-escrow";
import { systemClock } from "@/lib/kernel/clock";
import { AppError } from "@/lib/kernel/errors";
import { followRefund } from "@/lib/refunds/follow-refund";
import type { Context } from "@/lib/runtime/context";
import { makeContext } from "../support/context";
import { heldCase } from "../support/escrow/factories-escrow";
import { createMerchant, createUser, type TestMerchant } from "../support/factories";
import { expectInvariants } from "../support/invariants";
import { useProduct } from "../support/product-process";
import { type Dice, dice } from "./dice";
import { inLanes } from "./in-lanes";

/** `ESCROW_ACTIONS=50000 ESCROW_SEED=7 npm test -- simulation` does more of them, or others. */
const ACTIONS = Number(process.env.ESCROW_ACTIONS ?? 300);
const SEED = Number(process.env.ESCROW_SEED ?? 1);
/** Actions between two looks at every invariant, and on how many cases they fall. */
const ROUND = 300;
const CASES = 12;
const MILLISECONDS_A_THOUSAND = 240_000;

const product = useProduct({ providerTimeoutMs: 700, poolSize: 12 });
let merchant: TestMerchant;
let people: Context[];

beforeAll(async () => {
  merchant = await createMerchant();
  const finance = await createUser(merchant.id, "finance");
  const approver = await createUser(merchant.id, "approver");
  people = [
    makeContext(merchant),
    makeContext(merchant, { role: "finance", userId: finance.id }),
    makeContext(merchant, { role: "approver", userId: approver.id }),
  ];
});

type Act = (who: Context, seen: EscrowDto, luck: Dice) => Promise<unknown>;

const part = ({ amount_total }: EscrowDto, { roll }: Dice) =>
  Math.max(1, Math.floor(roll() * roll() * amount_total * 1.2));
async function decide(who: Context, seen: EscrowDto, luck: Dice): Promise<unknown> {
  if (seen.requests.length === 0) return undefined;
  const request = luck.pick(seen.requests);
  const wish = { id: seen.id, request_id: request.id };
  return luck.pick([
    () => approveRequest(who, { ...wish, amount: luck.roll() < 0.9 ? request.amount : request.amount + 1 }),
    () => approveRequest(who, { ...wish, amount: request.amount, seen_version: seen.version }),
    () => rejectRequest(who, wish),
    () => withdrawRequest(who, wish),
    () => undoRelease(who, wish),
  ])();
}

async function carryRefundOn(_who: Context, seen: EscrowDto): Promise<void> {
  for (const { id, kind } of seen.requests) {
    if (kind === "refund") await followRefund({ merchantId: merchant.id, refundId: id, clock: systemClock });
  }
}

const chargebacks: string[] = [];

async function chargeBack(who: Context, seen: EscrowDto, luck: Dice): Promise<void> {
  const dispute = await openChargeback(who, { payment_id: seen.payment_id, amount: part(seen, luck), reason: "x" });
  chargebacks.push(dispute.id);
}

/** More often what people do often; everything may meet everything. */
const ACTS: readonly Act[] = [
  (who, { id }) => confirmDelivery(who, { id, evidence: { note: "geldi" } }),
  (who, { id }) => markShipped(who, { id, carrier: "Horoz", tracking_no: "44182097" }),
  (who, seen, luck) => requestRelease(who, { id: seen.id, amount: part(seen, luck), note: "teslim" }),
  (who, seen, luck) => requestRelease(who, { id: seen.id, amount: part(seen, luck), note: "teslim" }),
  (who, { id }) => requestRelease(who, { id, note: "hepsi" }),
  (who, seen, luck) => refundHeld(who, { id: seen.id, amount: part(seen, luck), note: "eksik" }),
  (who, { id }) => refundHeld(who, { id, note: "hepsi" }),
  decide,
  decide,
  decide,
  carryRefundOn,
  (who, { id }) => extendEscrow(who, { id, days: 1 }),
  (who, { id }) => openDispute(who, { id, reason: "bozuk" }),
  (who, { id }, { pick }) => resolveDispute(who, { id, outcome: pick(["release", "refund", "withdrawn"]), note: "x" }),
  (_who, { id }) => followEscrow({ merchantId: merchant.id, escrowId: id, clock: systemClock }),
  chargeBack,
  (who, _seen, { pick }) =>
    settleChargeback(who, {
      id: pick(chargebacks.length > 0 ? chargebacks : ["dp_none"]),
      outcome: pick(["won", "lost"]),
    }),
];

let done = 0;
let refused = 0;

/** One person does one thing to one case; a refusal is an answer, anything else is a defect. */
async function act(id: string, number: number): Promise<void> {
  const luck = dice(SEED * 100_003 + number);
  const who = luck.pick(people);
  const seen = await getEscrow(who, id);
  try {
    await luck.pick(ACTS)(who, seen, luck);
    done += 1;
  } catch (cause) {
    if (!(cause instanceof AppError) || cause.code === "internal") throw cause;
    refused += 1;
  }
  const { amount_total, amount_held, amount_pending, amount_released, amount_refunded } = await getEscrow(who, id);
  expect(amount_held + amount_pending + amount_released + amount_refunded).toBe(amount_total);
}

describe(`${ACTIONS} things that three people do to held money at once`, () => {
  it(
    "never break a sum, a journal or a rule of two people",
    async () => {
      for (let first = 0; first < ACTIONS; first += ROUND) {
        const luck = dice(SEED * 7_919 + first);
        const cases = await Promise.all(
          Array.from({ length: CASES }, () =>
            heldCase(merchant, 10_000 + Math.floor(luck.roll() * 90) * 10_000, {
              auto_release_days: luck.pick([1, 3, null]),
              ship_within_hours: luck.pick([null, 6]),
            }),
          ),
        );
        for (let from = first; from < Math.min(first + ROUND, ACTIONS); from += ROUND / 10) {
          const size = Math.min(ROUND / 10, ACTIONS - from);
          const tasks = Array.from({ length: size }, (_unused, index) => () => act(luck.pick(cases).id, from + index));
          await inLanes(tasks);
          await product.advance(luck.pick([60, 660, 3_600, 6 * 3_600]));
        }
        await expectInvariants(product);
      }
      process.stdout.write(`escrow runs: ${JSON.stringify({ actions: ACTIONS, done, refused })}\n`);
      expect(done).toBeGreaterThan(ACTIONS / 5);
    },
    Math.max(120_000, (ACTIONS / 1_000) * MILLISECONDS_A_THOUSAND),
  );
});
