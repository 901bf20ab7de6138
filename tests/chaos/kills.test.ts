import { createHash } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { eventuallyPasses } from "../support/eventually-passes";
import { expectInvariants } from "../support/invariants";
import { type Answer, useRig } from "./rig/open-rig";
import { makeLink, makePayment, paymentOf } from "./rig/steps";

const LANES = 6;
/** Something dies each time so many commands were answered: a slow machine is killed as often as a fast one. */
const COMMANDS_A_DEED = 3;
const DEADLINE_MS = 150_000;
/** An answer, a refusal or a broken connection comes within this; with Postgres down that is a 503. */
const HUNG_MS = 5_000;
/** The account's complete list is read every five minutes of the product's clock. */
const SWEEP_SECONDS = 301;
const ROUNDS = 12;
/** Long enough for a worker to do what the sweep found. */
const ROUND_MS = 4_000;
const CALL_DELAY_MS = 3_000;
/** Callers that come while one of two processes stands still. */
const NEWCOMERS = 40;
/** How long a lane waits for a capture before it sells on. */
const PATIENT_MS = 6_000;

const rig = useRig();

type Tally = { links: string[]; refunds: string[]; answered: number; broken: number; refused: number; slow: number[] };

const tally: Tally = { links: [], refunds: [], answered: 0, broken: 0, refused: 0, slow: [] };

afterAll(() => {
  const { links, refunds, answered, broken, refused, slow } = tally;
  const told = { links: links.length, refunds: refunds.length, answered, broken, refused, slow };
  process.stdout.write(`under kills: ${JSON.stringify(told)}\n`);
});

const worker = () => void rig.kill("worker", "one");
const web = () => void (rig.hasTwoWebs() ? rig.kill("web", "one") : deeds.push(web));
const postgres = () => rig.stopPostgres();
const queue = () => void rig.rows("truncate pgboss.job").catch(() => deeds.unshift(queue));
/** What is done to the product, in this order. */
const deeds: (() => void)[] = [
  ...[worker, web, worker, postgres, worker, queue, worker, web, worker, postgres],
  ...[worker, queue, worker, web, worker, postgres, worker],
];

/** Counts an answer. */
function count(answer: Answer): Answer {
  if (answer.ms > HUNG_MS) tally.slow.push(Math.round(answer.ms));
  if (answer.status === 0) tally.broken += 1;
  else if (answer.status >= 500) tally.refused += 1;
  else tally.answered += 1;
  return answer;
}

let commands = 0;

/** As a merchant's backend does it: the same request with the same key until something answers. Then the next thing dies. */
function insist(path: string, key: string, body: unknown = {}): Promise<Answer> {
  return eventuallyPasses(async () => {
    const answer = count(await rig.api("POST", path, { key, body }));
    if (answer.status === 0 || answer.status >= 500 || answer.status === 409) throw new Error(`${answer.status}`);
    commands += 1;
    if (commands % COMMANDS_A_DEED === 0) deeds.shift()?.();
    return answer;
  }, DEADLINE_MS);
}

/** One sale of one lane: link, payment at the provider, and of every second a refund. */
async function sale(lane: number, turn: number): Promise<void> {
  const name = `kill-${lane}-${turn}`;
  const customer = { name: "Yük Altında" };
  const created = await insist("/paylinks", name, {
    amount: 10_000 + turn,
    currency: "TRY",
    customer,
    reference_no: name,
  });
  tally.links.push(String(created.body.id));
  if (created.body.provider_id === null) return;
  await rig.control(`paylinks/${created.body.provider_id}/pay`);
  if (turn % 2 !== 0) return;
  const list = await eventuallyPasses(async () => {
    const answer = count(await rig.api("GET", `/payments?paylink_id=${created.body.id}&status=captured`));
    if (((answer.body.data ?? []) as unknown[]).length === 0) throw new Error("not captured yet");
    return answer;
  }, PATIENT_MS).catch(() => undefined);
  const [payment] = (list?.body.data ?? []) as { id: string }[];
  if (!payment) return;
  const refund = await insist(`/payments/${payment.id}/refunds`, `${name}-refund`);
  if (refund.status === 201) tally.refunds.push(String(refund.body.id));
}

/** Sells in every lane until the last deed is done. */
async function load(): Promise<void> {
  const end = performance.now() + DEADLINE_MS;
  await Promise.all(
    Array.from({ length: LANES }, async (_unused, lane) => {
      for (let turn = 0; deeds.length > 0 && performance.now() < end; turn += 1) await sale(lane, turn);
    }),
  );
}

type Row = { id: string; status: string; reference: string; charged: string; refunded: string; xact: string | null };

const ours = () =>
  rig.rows<Row>(
    `select p.id, p.status, p.provider_reference as reference, coalesce(p.amount_charged, 0)::text as charged,
       p.amount_refunded::text as refunded, a.provider_transaction_id as xact
     from payments p left join attempts a on a.merchant_id = p.merchant_id and a.payment_id = p.id and a.status = 'captured'
     where p.reference_no like 'kill-%' or p.reference_no like 'step-%'`,
  );

/** What the provider holds true of our links, in our words: transaction, charged, given back. */
async function theirs(): Promise<string[]> {
  const { transactions = [] } = await rig.truth();
  return transactions
    .filter(
      (row) => /^(kill|step)-/.test(String(row.reference_no)) && row.is_succeed === true && row.transaction_type === 1,
    )
    .map((row) => `${row.xact_id} ${row.amount} ${row.refunded}`)
    .sort();
}

/** Lets time pass until both sides tell the same story; then nothing may be left to ask. */
async function settle(): Promise<void> {
  await eventuallyPasses(async () => expect((await rig.api("GET", "/payments?limit=1")).status).toBe(200), 60_000);
  for (let round = 0; round < ROUNDS; round += 1) {
    await rig.advance(SWEEP_SECONDS);
    const same = await eventuallyPasses(async () => {
      expect(await story()).toEqual(await theirs());
      expect(await openRefunds()).toEqual([]);
    }, ROUND_MS).then(
      () => true,
      () => false,
    );
    if (same) return;
  }
}

const story = async () =>
  (await ours())
    .filter(({ xact }) => xact !== null)
    .map(({ xact, charged, refunded }) => `${xact} ${charged} ${refunded}`)
    .sort();

const openRefunds = () =>
  rig.rows(
    "select id, status from refunds where status not in ('confirmed', 'rejected', 'withdrawn', 'awaiting_approval')",
  );

describe("webs, workers and Postgres killed under load, the queue emptied", () => {
  it("nothing acknowledged is lost, nothing happens twice, nobody waits over five seconds", async () => {
    await load();
    expect(deeds).toEqual([]);
    expect(tally.refunds.length).toBeGreaterThan(5);
    await settle();

    expect(await story()).toEqual(await theirs());
    expect(await openRefunds()).toEqual([]);
    const links = new Set((await rig.rows<{ id: string }>("select id from paylinks")).map(({ id }) => id));
    expect(tally.links.filter((id) => !links.has(id))).toEqual([]);
    const refunds = new Set((await rig.rows<{ id: string }>("select id from refunds")).map(({ id }) => id));
    expect(tally.refunds.filter((id) => !refunds.has(id))).toEqual([]);
    expect(tally.slow).toEqual([]);
    await expectInvariants(rig, { settled: true });
  });

  it("every notification that was answered 200 is in the inbox", async () => {
    const stored = await rig.rows<{ hash: string }>("select body_sha256 as hash from provider_events");
    const known = new Set(stored.map(({ hash }) => hash));
    const delivered = ((await rig.truth()).webhooks ?? []).filter((row) => row.status === "delivered");
    const hashes = delivered.map((row) => createHash("sha256").update(String(row.body)).digest("hex"));
    expect(hashes.length).toBeGreaterThan(10);
    expect(hashes.filter((hash) => !known.has(hash))).toEqual([]);
  });

  it("no link exists at the provider that we do not know, and none twice", async () => {
    const known = new Set(
      (await rig.rows<{ reference: string }>("select provider_reference as reference from paylinks")).map(
        ({ reference }) => reference,
      ),
    );
    const made = ((await rig.truth()).links ?? []).map((link) => String(link.reference_no));
    const mine = made.filter((reference) => reference.startsWith("kill-"));
    expect(mine.filter((reference) => !known.has(reference))).toEqual([]);
    expect(new Set(mine).size).toBe(mine.length);
  });
});

describe("killed in the middle of a provider call", () => {
  const calls = async (operation: string) => {
    const answer = await rig.send(`${rig.sandboxUrl}/_control/requests?provider=paynet&operation=${operation}`);
    return (answer.body.requests as unknown[]).length;
  };

  /** The next call of each operation is held at the provider; when all have arrived, every process of the role dies. */
  async function killInside(role: "web" | "worker", operations: string[], trigger: () => Promise<unknown>) {
    const before = await Promise.all(operations.map(calls));
    for (const operation of operations) {
      await rig.control("faults", {
        provider: "paynet",
        operation,
        effect: "delay",
        times: 1,
        delay_ms: CALL_DELAY_MS,
      });
    }
    const triggered = trigger().catch(() => undefined);
    await eventuallyPasses(async () => {
      const now = await Promise.all(operations.map(calls));
      expect(now.every((seen, index) => seen > (before[index] ?? 0))).toBe(true);
    }, 20_000);
    expect(rig.kill(role, "all")).toBe(2);
    await triggered;
  }

  it("workers: question, refund, capture and void each take effect once", async () => {
    const sold = await makePayment(rig, 11_000, "step-refund");
    const held = await makePayment(rig, 12_000, "step-capture", true);
    const freed = await makePayment(rig, 13_000, "step-void", true);
    const asked = await makeLink(rig, 16_000, "step-check");
    const operations = [
      "transaction/check",
      "transaction/reversed_request",
      "transaction/capture",
      "transaction/preauth_reversal",
    ];
    await killInside("worker", operations, async () => {
      await rig.control(`paylinks/${asked.provider_id}/pay`);
      await rig.api("POST", `/payments/${sold.id}/refunds`, {});
      await rig.api("POST", `/payments/${held.id}/capture`, {});
      await rig.api("POST", `/payments/${freed.id}/void`, {});
    });
    const statusOf = async (id: string) => (await rig.api("GET", `/payments/${id}`)).body.status;
    await paymentOf(rig, asked, "captured");
    await eventuallyPasses(async () => {
      await rig.advance(60);
      expect(await Promise.all([sold.id, held.id, freed.id].map(statusOf))).toEqual(["refunded", "captured", "voided"]);
    }, 60_000);
    const { transactions = [], refunds = [] } = await rig.truth();
    const kinds = (reference: string) =>
      transactions
        .filter((row) => row.reference_no === reference)
        .map((row) => row.transaction_type)
        .sort();
    expect(kinds(held.link.provider_reference)).toEqual([3, 4]);
    expect(kinds(freed.link.provider_reference)).toEqual([3, 5]);
    const sale = transactions.find(
      (row) => row.reference_no === sold.link.provider_reference && row.transaction_type === 1,
    );
    expect(refunds.filter((row) => row.xact_id === sale?.xact_id)).toHaveLength(1);
    await expectInvariants(rig);
  });

  it("webs: a create is found again, is one link, and the same key gives it", async () => {
    const body = { amount: 14_000, currency: "TRY", customer: { name: "Yarım" }, reference_no: "step-create" };
    await killInside("web", ["mailorder/create"], () => rig.api("POST", "/paylinks", { body, key: "step-create" }));
    const link = await eventuallyPasses(async () => {
      await rig.advance(60);
      const answer = await rig.api("POST", "/paylinks", { body, key: "step-create" });
      expect(answer).toMatchObject({ status: 201 });
      return answer.body;
    }, 60_000);
    await eventuallyPasses(async () => {
      await rig.advance(60);
      expect((await rig.api("GET", `/paylinks/${link.id}`)).body.status).toBe("active");
    }, 60_000);
    const made = ((await rig.truth()).links ?? []).filter((row) => String(row.reference_no).startsWith("step-create"));
    expect(made).toHaveLength(1);
    expect((await makeLink(rig, 15_000, "step-after")).id).not.toBe(link.id);
  });
});

describe("a web process that stands still, then dies", () => {
  it("takes nobody with it: the other answers every new connection", async () => {
    await eventuallyPasses(async () => expect(rig.hasTwoWebs()).toBe(true), 60_000);
    const kill = rig.freeze("web");
    const answers = Promise.all(Array.from({ length: NEWCOMERS }, () => rig.fresh("/api/health/live")));
    expect(new Set(await answers.finally(kill))).toEqual(new Set([200]));
  });
});
