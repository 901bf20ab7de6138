import postgres from "postgres";
import { systemClock } from "@/lib/kernel/clock";
import { newId, newToken } from "@/lib/kernel/ids";
import { bookTransaction } from "@/lib/payments/book-transaction";
import type { ProviderTransaction } from "@/lib/providers/port";
import { requestRefund } from "@/lib/refunds/request-refund";
import { actorRecord } from "@/lib/runtime/context";
import { env } from "@/lib/runtime/env";
import { runCommand } from "@/lib/runtime/run-command";
import { tokenHash } from "@/lib/runtime/token-hash";
import { makeContext } from "../../support/context";
import type { BenchProduct } from "../bench-product";
import { barred, median, perSecond, printed, type Row } from "../report";
import { alternate, type Effort, type Timing, timeCommands } from "../rounds";
import { type BenchLink, merchantWithLinks } from "./many-links";

const AT_ONCE = 8;
let lastPayment = 0;
const ACTOR = { kind: "system", id: "bench" } as const;
const rateOf = (timings: Timing[]) => median(timings.map(({ rate }) => rate));
const ratioOf = (ours: Timing[], floor: Timing[]) =>
  median(ours.map(({ rate }, round) => rate / (floor[round]?.rate ?? rate)));

const transactionFor = (link: BenchLink): ProviderTransaction => ({
  kind: "sale",
  transactionId: `xb_${newToken()}`,
  reference: link.reference,
  verdict: "captured",
  amountCharged: 100_000n,
  net: 98_000n,
  commission: 2_000n,
  commissionTax: 0n,
  currency: "TRY",
  currencyText: "TRY",
  installments: 0,
  card: { bin: "435508", last4: "4358", brand: "visa", bank: "AXSS", type: "credit" },
  decline: null,
  occurredAt: systemClock.now(),
  refs: {},
});

/** What bookTransaction sends, made by hand. */
export function bareCapture(merchantId: string, link: BenchLink) {
  const now = systemClock.now();
  const token = newToken();
  return {
    merchant_id: merchantId,
    paylink_id: link.id,
    payment_id: null,
    verdict: "captured",
    transaction_id: `xb_${newToken()}`,
    amount_charged: "100000",
    net: "98000",
    commission: "2000",
    commission_tax: "0",
    currency: "TRY",
    installments: 0,
    card: { bin: "435508", last4: "4358", brand: "visa", bank: "AXSS", type: "credit" },
    decline: null,
    provider_refs: {},
    paid_at: now.toISOString(),
    call_id: "test",
    event_id: null,
    actor: actorRecord(ACTOR),
    new_payment_id: newId("payment", now),
    new_payment_token: token,
    new_token_hash: tokenHash(token),
    new_attempt_id: newId("attempt", now),
    new_journal_id: newId("journal", now),
  };
}

/** Captures and reservations of refunds from the application, beside the same function from a bare script. */
export async function moneyRows(product: BenchProduct, effort: Effort): Promise<Row[]> {
  const perRound = effort.commands;
  // Both sides capture in every round, and once before to warm up. Statistics are fresh as autovacuum keeps them: a plan
  // made while the tables were empty would say nothing about either side.
  const needed = perRound * (effort.rounds + 1) * 2;
  const { merchant, links } = await merchantWithLinks(product, needed);
  const pool = { max: env().POOL_SIZE, fetch_types: false, connection: { ...{ role: "vezne_app" } } };
  const bare = postgres(env().DATABASE_URL, pool);
  await product.rows("create table bench_plain (id text primary key, body jsonb not null)");
  await product.rows("grant insert on bench_plain to vezne_app");
  const take = <T>(from: T[]): T => {
    const one = from.pop();
    if (one === undefined) throw new Error("the bench ran out of rows");
    return one;
  };
  const run = (command: () => Promise<unknown>) => () => timeCommands(perRound, AT_ONCE, command);
  try {
    const capturers = {
      ours: run(() => {
        const link = take(links);
        return bookTransaction({
          merchantId: merchant.id,
          paylinkId: link.id,
          transaction: transactionFor(link),
          callId: "test",
          actor: ACTOR,
          clock: systemClock,
        });
      }),
      floor: run(
        () => bare`select * from book_transaction(${bare.json(bareCapture(merchant.id, take(links)))}) as answer`,
      ),
      insert: run(() => bare`insert into bench_plain values (${newToken()}, ${bare.json({ a: 1, b: "two" })})`),
    };
    await alternate(1, capturers);
    await product.rows("analyze");
    const captures = await alternate(effort.rounds, capturers);
    const payments = await product.rows<{ id: string }>(
      "select id from payments where merchant_id = $1 and paid_at is not null",
      [merchant.id],
    );
    const context = makeContext(merchant);
    const actor = actorRecord(context.actor);
    const command = () => {
      const now = systemClock.now();
      lastPayment += 1;
      return {
        merchant_id: merchant.id,
        mode: "test",
        payment_id: payments[lastPayment % payments.length]?.id ?? "",
        kind: "refund",
        amount: "1000",
        reason: "bench",
        actor,
        user_id: merchant.ownerId,
        new_refund_id: newId("refund", now),
        new_journal_id: newId("journal", now),
      };
    };
    const refunders = {
      ours: run(() => runCommand("vezne_app", "request_refund", command())),
      useCase: run(() => {
        const { payment_id, reason } = command();
        return requestRefund(context, { payment_id, amount: 1_000, reason });
      }),
      floor: run(() => bare`select * from request_refund(${bare.json(command())}) as answer`),
    };
    await alternate(1, refunders);
    await product.rows("analyze");
    const refunds = await alternate(effort.rounds, refunders);
    const plain = rateOf(captures.insert);
    const against = (name: string, { ours, floor }: { ours: Timing[]; floor: Timing[] }) =>
      barred({
        name,
        ours: perSecond(rateOf(ours)),
        floor: perSecond(rateOf(floor)),
        ratio: ratioOf(ours, floor),
        atLeast: 0.8,
      });
    return [
      against("capture, from the application", captures),
      {
        ...printed("capture against one plain insert", perSecond(rateOf(captures.ours)), perSecond(plain)),
        ratio: rateOf(captures.ours) / plain,
      },
      against("refund reserved, from the application", refunds),
      {
        ...printed(
          "refund asked for, whole use case",
          perSecond(rateOf(refunds.useCase)),
          perSecond(rateOf(refunds.floor)),
        ),
        ratio: ratioOf(refunds.useCase, refunds.floor),
        note: "it also reads the refund back, in a transaction of its own",
      },
      {
        ...printed("refund against one plain insert", perSecond(rateOf(refunds.ours)), perSecond(plain)),
        ratio: rateOf(refunds.ours) / plain,
      },
    ];
  } finally {
    await bare.end();
  }
}
