import type { Transaction } from "../../../sandbox/state/records";
import type { History } from "./history";

/** Paynet's kinds of rows (docs/providers/paynet.md 1.7): a sale and a capture took money. */
const CAPTURE = 4;
const TOOK_MONEY = [1, CAPTURE];

type Booked = { transaction: string; amount: string; refunded: string; review: string | null };
type Taken = { transaction: string; reference: string; amount: string; refunded: string };

/** A capture of today is taken back whole by a service of its own, which counts as no refund there (paynet.md 6.6). */
const isTakenBack = (row: Transaction) => row.transactionType === CAPTURE && row.reversedXactId !== null;

function takenAtPaynet(history: History): Taken[] {
  const isTaken = (row: Transaction) =>
    row.account === history.merchant.account && row.isSucceed && TOOK_MONEY.includes(row.transactionType);
  return history.world.truth
    .all("transaction")
    .filter(isTaken)
    .map((row) => ({
      transaction: row.id,
      reference: row.referenceNo,
      amount: `${row.amount}`,
      refunded: `${isTakenBack(row) ? row.amount : row.refunded}`,
    }));
}

function takenAtPaywall(history: History): Taken[] {
  return history.world.truth
    .all("pwPayment")
    .filter((row) => row.account === history.merchant.account && row.succeeded && !row.provision)
    .map((row) => ({
      transaction: `${row.paymentId}`,
      reference: row.merchantUniqueCode,
      amount: `${row.amount}`,
      refunded: `${row.returned}`,
    }));
}

/**
 * Every question whose answer must be empty once everybody was asked (invariant I18). A sale that was given up is watched
 * for a day and rests as cancelled; the account's list goes on finding its money.
 */
const OPEN = `
  select 'try ' || id || ' is ' || status || ' ' || coalesce((next_check_at - vezne_now())::text, 'never') as what from attempts where merchant_id = $1
    and status in ('created', 'redirected', 'returned', 'charging', 'unknown')
  union all select 'refund ' || id || ' is ' || status from refunds where merchant_id = $1 and status in ('requested', 'scheduled', 'sending', 'sent', 'unknown')
  union all select 'capture ' || id || ' is ' || status from captures where merchant_id = $1 and status in ('requested', 'sending', 'unknown')
  union all select 'payout ' || id || ' is ' || status from payouts where merchant_id = $1 and status in ('sending', 'unknown')
  union all select 'link ' || id || ' is ' || status || ' ' || coalesce((next_check_at - vezne_now())::text, 'never') from paylinks l where merchant_id = $1
    and (status = 'creating' or status = 'deactivating' and not exists (select 1 from payments y join attempts a on a.merchant_id = y.merchant_id and a.payment_id = y.id
      where y.merchant_id = l.merchant_id and y.paylink_id = l.id and a.status = 'authorised'))
  union all select 'sale ' || id || ' is ' || status || ' ' || coalesce((next_check_at - vezne_now())::text, 'never') from pos_sessions where merchant_id = $1
    and status in ('authorising', 'ready', 'initiated', 'opened', 'verifying', 'unknown', 'cancelled')
    and not (status = 'cancelled' and next_check_at is null)
  union all select 'notification ' || id || ' for ' || coalesce(subject_id, '-') || ' is ' || status from provider_events where merchant_id = $1 and status = 'received'
  union all select 'job ' || name || ' waits' from pgboss.job where data->>'merchantId' = $1 and state in ('created', 'active')`;

const BOOKED = `
  select a.provider_reference as reference, a.provider_transaction_id as transaction, y.amount_charged::text as amount,
    y.amount_refunded::text as refunded, y.review
  from attempts a join payments y on y.merchant_id = a.merchant_id and y.id = a.payment_id
  where a.merchant_id = $1 and a.status = 'captured'`;

const NAMED = `
  select provider_reference as reference from paylinks where merchant_id = $1
  union select provider_reference from attempts where merchant_id = $1
  union select provider_reference from pos_sessions where merchant_id = $1`;

/** Both ways: what a provider took is booked with its sums (I10), and nothing is booked that none took. */
function differences(taken: Taken[], booked: (Booked & { reference: string })[]): string[] {
  const told = (row: { reference: string; amount: string; refunded: string }) =>
    `${row.reference} took ${row.amount} gave back ${row.refunded}`;
  const ours = booked.map(told);
  const theirs = taken.map(told);
  return [
    ...theirs.filter((each) => !ours.includes(each)).map((each) => `only there: ${each}`),
    ...ours.filter((each) => !theirs.includes(each)).map((each) => `only here: ${each}`),
  ];
}

/** Which of ours a reference names, and how it stands: what a person would look up next. */
const STANDING = `
  select provider_reference as reference, 'link ' || id || ' ' || status as standing from paylinks where merchant_id = $1
  union all select a.provider_reference, 'try ' || a.id || ' ' || a.status || ' ' || coalesce(a.provider_transaction_id, '-') || ' of ' || y.id || ' ' || y.status
    from attempts a join payments y on y.merchant_id = a.merchant_id and y.id = a.payment_id where a.merchant_id = $1
  union all select provider_reference, 'sale ' || id || ' ' || status || coalesce(' sent ' || sent_at, '') || coalesce(' session ' || payment_session_id, '')
    || ', next check ' || coalesce(next_check_at::text, 'never') from pos_sessions where merchant_id = $1`;

async function explained({ world, merchant }: History, found: string[]): Promise<string[]> {
  if (found.length === 0) return found;
  const rows = await world.rows<{ reference: string; standing: string }>(STANDING, [merchant.id]);
  const about = rows.filter(({ reference, standing }) =>
    found.some((text) => text.includes(reference) || text.includes(standing.split(" ")[1] ?? "?")),
  );
  return [...found, ...about.map(({ reference, standing }) => `(${reference}: ${standing})`)];
}

/** Objects at a provider that no row of ours names (I9). */
async function orphans(history: History): Promise<string[]> {
  const { truth } = history.world;
  const { account, id } = history.merchant;
  const named = new Set(
    (await history.world.rows<{ reference: string }>(NAMED, [id])).map(({ reference }) => reference),
  );
  const there = [
    ...truth.all("paylink").map((row) => ({ account: row.account, reference: row.referenceNo })),
    ...truth.all("pnSession").map((row) => ({ account: row.account, reference: row.referenceNo })),
    ...truth.all("posSession").map((row) => ({ account: row.account, reference: row.referenceNo })),
    ...truth.all("pwPayment").map((row) => ({ account: row.account, reference: row.merchantUniqueCode })),
  ];
  return there
    .filter((row) => row.account === account && !named.has(row.reference))
    .map(({ reference }) => `nobody here knows ${reference}`);
}

/** What still differs between our books and both providers once the faults have stopped. */
export async function disagreements(history: History): Promise<string[]> {
  const { world, merchant } = history;
  const open = await world.rows<{ what: string }>(OPEN, [merchant.id]);
  const booked = await world.rows<Booked & { reference: string }>(BOOKED, [merchant.id]);
  const taken = [...takenAtPaynet(history), ...takenAtPaywall(history)];
  return explained(history, [
    ...open.map(({ what }) => what),
    ...differences(taken, booked),
    ...(await orphans(history)),
  ]);
}
