import { decimal } from "../protocol/amounts";
import { dayOf, zonedMoment } from "../protocol/dates";
import { refuse } from "../protocol/refusal";
import type { PaywallMovement, PaywallReconciliation } from "../records";
import type { PaywallCall, PaywallServiceAnswer } from "../service";

const HALF_PAST_MIDNIGHT_MS = 30 * 60_000;

/** The pairs of totals and what each counts; ASSUMPTION PAYWALL-S1: `Total` counts sales alone. */
const TOTALS: readonly [name: string, counts: (movement: PaywallMovement) => boolean][] = [
  ["Total", ({ type }) => type === 1],
  ["Successful", ({ type, succeeded }) => type === 1 && succeeded],
  ["Unsuccessful", ({ type, succeeded }) => type === 1 && !succeeded],
  ["Refund", ({ type }) => type === 2],
  ["PartialRefund", ({ type }) => type === 4],
  ["Cancel", ({ type }) => type === 3],
];

type Totals = { name: string; count: number; amount: bigint }[];

function totalsOf({ world, account }: PaywallCall, day: string): Totals {
  const movements = world.truth
    .all("pwPayment")
    .filter((payment) => payment.account === account.name)
    .flatMap((payment) => payment.movements ?? [])
    .filter(({ at }) => dayOf(at) === day);
  return TOTALS.map(([name, counts]) => {
    const counted = movements.filter(counts);
    return { name, count: counted.length, amount: counted.reduce((sum, { amount }) => sum + amount, 0n) };
  });
}

const asFields = (totals: Totals) =>
  Object.fromEntries(
    totals.flatMap(({ name, count, amount }) => [
      [`${name}Count`, count],
      [`${name}Amount`, decimal(amount)],
    ]),
  );

function readDay(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text)))
    throw refuse("malformed", "Tarih yyyy-MM-dd olmalıdır");
  return text;
}

/** A day is open from half past midnight of the next one, Istanbul's. */
function demandOver({ world }: PaywallCall, day: string): void {
  if (dayOf(world.clock.now() - HALF_PAST_MIDNIGHT_MS) <= day) throw refuse("day_not_ready", "Gün sonu hazır değil");
}

const header = ({ headers }: PaywallCall, name: string) => {
  const value = headers[name];
  return typeof value === "string" ? value.trim() : "";
};
const idOf = ({ account }: PaywallCall, day: string) => `${account.name} ${day}`;

/** `POST .../reconcile`: the merchant's twelve totals of a day beside the provider's. */
export function reconcileDay(call: PaywallCall): PaywallServiceAnswer {
  const { world, body } = call;
  body.expectOnly(["Date", ...TOTALS.flatMap(([name]) => [`${name}Count`, `${name}Amount`])].join(" "));
  const day = readDay(body.requiredText("Date"));
  demandOver(call, day);
  const known = world.truth.get("pwReconciliation", idOf(call, day));
  if (known?.isReconciled) throw refuse("day_done", "Gün zaten mutabık");
  const theirs = TOTALS.map(([name]) => {
    const [count, amount] = [body.integer(`${name}Count`), body.money(`${name}Amount`)];
    if (count === null || amount === null) throw refuse("malformed", `${name} zorunludur`);
    return { name, count, amount };
  });
  const ours = totalsOf(call, day);
  if (ours.every(({ count }) => count === 0)) throw refuse("day_empty", "Gün sonu verisi yok");
  const isReconciled = ours.every(
    ({ count, amount }, at) => theirs[at]?.count === count && theirs[at].amount === amount,
  );
  const now = world.clock.now();
  const number = known?.number ?? world.truth.next("pw_end_of_day", 800);
  const row = { id: idOf(call, day), account: call.account.name, number, day, isReconciled };
  world.truth.put("pwReconciliation", { ...row, insertedAt: known?.insertedAt ?? now, updatedAt: now });
  return {
    message: isReconciled ? "Reconciliation result is success" : "Reconciliation result is unsuccessful",
    body: {
      IsReconciled: isReconciled,
      IsSaved: true,
      ExistsReconciliation: known !== undefined,
      OperationDateTime: zonedMoment(now),
      ReconciliationDate: zonedMoment(now),
      Merchant: asFields(theirs),
      Paywall: { EndOfDayId: number, ...asFields(ours) },
    },
  };
}

const shown = (row: PaywallReconciliation) => ({
  IsReconciled: row.isReconciled,
  InsertDateTime: zonedMoment(row.insertedAt),
  UpdateDateTime: zonedMoment(row.updatedAt),
  ReconciliationDate: row.day,
});

/** `GET .../reconciliation`. */
export function showReconciliation(call: PaywallCall): PaywallServiceAnswer {
  const row = call.world.truth.get("pwReconciliation", idOf(call, readDay(header(call, "reconciliationdate"))));
  if (row === undefined) throw refuse("day_empty", "Mutabakat bulunamadı");
  return { body: shown(row) };
}

/** `GET .../endofday`: the provider's own twelve totals. */
export function showEndOfDay(call: PaywallCall): PaywallServiceAnswer {
  const day = readDay(header(call, "endofdaydate"));
  demandOver(call, day);
  const totals = totalsOf(call, day);
  if (totals.every(({ count }) => count === 0)) throw refuse("day_empty", "Gün sonu verisi yok");
  const number = call.world.truth.get("pwReconciliation", idOf(call, day))?.number ?? 0;
  return { body: { EndOfDayId: number, ...asFields(totals) } };
}

/** `GET .../list`: newest first unless `sortvalue` says `asc`. */
export function listReconciliations(call: PaywallCall): PaywallServiceAnswer {
  const [from, to] = [readDay(header(call, "datefrom")), readDay(header(call, "dateto"))];
  const [start, length] = [Number(header(call, "start") || 0), Number(header(call, "length") || 20)];
  const rows = call.world.truth
    .all("pwReconciliation")
    .filter(({ account, day }) => account === call.account.name && day >= from && day <= to)
    .sort((a, b) => (header(call, "sortvalue") === "asc" ? 1 : -1) * a.day.localeCompare(b.day));
  const page = rows.slice(start, start + length).map((row) => ({ ReconciliationId: row.number, ...shown(row) }));
  return { body: { Data: page, TotalRecord: rows.length } };
}
