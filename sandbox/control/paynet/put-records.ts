import { randomUUID } from "node:crypto";
import { z } from "zod";
import { jsonReply, type Reply } from "../../http/exchange";
import { newXactId, nextXact } from "../../paynet/payment/xact-ids";
import type { Transaction } from "../../state/records";
import type { World } from "../../world";
import type { ControlCall } from "../control-call";

const kurus = z.number().int().nonnegative().transform(BigInt);
const moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

const Facts = {
  reference_no: z.string().max(50).optional(),
  at: moment.optional(),
  transaction_type: z.number().int().optional(),
  is_succeed: z.boolean().optional(),
  amount: kurus.optional(),
  net: kurus.optional(),
  commission: kurus.optional(),
  currency: z.string().optional(),
  /** The card's bank took it back. */
  charged_back: z.boolean().optional(),
};
const Reversal = z.strictObject({
  id: z.string().optional(),
  xact_id: z.string(),
  amount: kurus,
  at: moment,
  status: z.enum(["requested", "approved", "rejected"]).default("approved"),
});
const Input = z.strictObject({
  account: z.string().default("demo"),
  /** An `xact_id` that exists is changed in what is named; any other makes a row. */
  transactions: z.array(z.strictObject({ xact_id: z.string().optional(), ...Facts })).default([]),
  reversals: z.array(Reversal).default([]),
});
type Input = z.output<typeof Input>;

const CARD = { masked: "435508******4358", holder: "PANEL", type: "cc", brand: "Visa", bankId: "AXSS" } as const;

function freshRow(world: World, account: string, id: string): Transaction {
  const xact = nextXact(world.truth);
  const now = world.clock.now();
  return {
    ...{ id, xact, account, paylinkId: null, agentId: "", referenceNo: "", transactionType: 1, isSucceed: true },
    ...{ isTds: false, amount: 0n, net: 0n, commission: 0n, commissionTax: 0n, refunded: 0n, ratioBps: 0 },
    ...{ endUserRatioBps: 0, instalment: 0, currency: "TRY", authorizationCode: "S00000", referenceCode: "" },
    ...{ card: { ...CARD, bankName: "SANDBOX BANK", threeDsOff: false }, orderId: `PN${xact}`, bankErrorId: "" },
    ...{ bankErrorMessage: "", paynetErrorId: "", paynetErrorMessage: "", email: "", phone: "", note: "panel" },
    ...{ at: now, visibleAt: now, reversedXactId: null, uuid: randomUUID() },
  };
}

function putTransaction(world: World, account: string, told: Input["transactions"][number]): string {
  const id = told.xact_id ?? newXactId();
  const row = world.truth.get("transaction", id) ?? freshRow(world, account, id);
  const amount = told.amount ?? row.amount;
  const commission = told.commission ?? row.commission;
  const isSucceed = told.is_succeed ?? row.isSucceed;
  world.truth.put("transaction", {
    ...row,
    referenceNo: told.reference_no ?? row.referenceNo,
    transactionType: told.transaction_type ?? row.transactionType,
    isSucceed,
    bankErrorId: isSucceed ? "" : "05",
    amount,
    commission,
    net: told.net ?? amount - commission,
    currency: told.currency ?? row.currency,
    at: told.at ?? row.at,
    visibleAt: told.at ?? row.visibleAt,
    chargedBack: told.charged_back ?? row.chargedBack ?? false,
  });
  return id;
}

/** `POST /_control/paynet/records`: what the provider holds without anybody having asked for it here, as its own panel does. */
export function putRecords({ world, input }: ControlCall): Reply {
  const told = Input.parse(input);
  const transactions = told.transactions.map((row) => putTransaction(world, told.account, row));
  const reversals = told.reversals.map((row) => {
    const id = row.id ?? randomUUID();
    const status = row.status;
    world.truth.put("reversal", {
      ...{
        id,
        account: told.account,
        xactId: row.xact_id,
        amount: row.amount,
        succeedUrl: "",
        method: "refund",
        status,
      },
      ...{ requestedAt: row.at, decidesItselfAt: null, decidedAt: status === "requested" ? null : row.at },
      resultXactId: null,
    });
    return id;
  });
  return jsonReply(200, { transactions, reversals });
}
