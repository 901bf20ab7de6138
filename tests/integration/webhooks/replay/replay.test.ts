import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { withMerchant } from "@/db/tenancy";
import { hashPassword } from "@/lib/auth/check-password.system";
import { getCheckout } from "@/lib/checkout/sessions/queries";
import { getPaylink } from "@/lib/paylinks/queries";
import type { PaylinkDto } from "@/lib/paylinks/schemas";
import { getPayment } from "@/lib/payments/queries";
import { openProvider, readProviderAccount } from "@/lib/settings/provider-account-repository";
import { applyReplay, shadowReplay } from "@/lib/webhooks/replay/replay-events";
import type { ReplaySource, ShadowDto } from "@/lib/webhooks/replay/schemas";
import { CheckoutPayer, openCheckout } from "../../../support/checkout/factories-checkout";
import { makeContext } from "../../../support/context";
import { createMerchant, createUser, type TestMerchant } from "../../../support/factories";
import { createLink } from "../../../support/factories-paylink";
import { useProduct } from "../../../support/product-process";
import { startSale } from "../../pos/pos-sale";
import { accountCapability, deliver } from "../deliveries";

const PASSWORD = "the owner's own password";
const product = useProduct({ providerTimeoutMs: 1_500 });
let merchant: TestMerchant;
let ownerId: string;

beforeAll(async () => {
  merchant = await createMerchant({ cardEntry: "server_card_entry" });
  ownerId = (await createUser(merchant.id, "owner", await hashPassword(PASSWORD))).id;
});
// Only what a test delivers itself arrives.
beforeEach(async () => {
  await product.sandbox.clearFaults();
  await product.sandbox.fault("webhook", "none", { times: 20 });
});

const owner = () => makeContext(merchant, { userId: ownerId });

async function told(reference: string, more: object = {}): Promise<string> {
  const body = { referance_no: reference, amount: 1_000, is_succeed: true, ...more };
  expect((await deliver(product, accountCapability(merchant), { body })).status).toBe(200);
  const [event] = await product.rows<{ id: string }>(
    "select id from provider_events where merchant_id = $1 order by received_at desc, id desc limit 1",
    [merchant.id],
  );
  return event?.id ?? "";
}

/** Paid at the provider, told, and nobody worked on it. */
async function lost(wish: Record<string, unknown> = {}): Promise<{ link: PaylinkDto; event: string }> {
  const link = await createLink(merchant, wish);
  await product.sandbox.pay(link.provider_id ?? "");
  return { link, event: await told(link.provider_reference) };
}

const shadow = (ids: string[], source: ReplaySource = "now") => shadowReplay(owner(), { ids, source });
const apply = (ids: string[], { difference, source }: ShadowDto, wish: Record<string, unknown> = {}) =>
  applyReplay(owner(), { ids, source, difference, reason: "işçi kapalıydı", password: PASSWORD, ...wish });

/** Everything a rolled back command could have left behind. */
const traces = async () =>
  (
    await product.rows(`select (select count(*) from payments) as payments, (select count(*) from journals) as journals,
      (select count(*) from audit_log) as audit, (select count(*) from outbox) as outbox, (select count(*) from pgboss.job) as jobs,
      (select count(*) from recorded_facts) as facts, (select count(*) from pay_tokens) as tokens,
      (select string_agg(status, ',' order by id) from provider_events) as events, (select string_agg(status, ',' order by id) from paylinks) as links`)
  )[0];

const shownOf = ({ rows }: ShadowDto, kind: string, column: string) =>
  rows.find((row) => row.kind === kind)?.values.find((value) => value.column === column);

describe("a notification that nobody worked on", () => {
  it("is tried in the shadow: the difference is shown with its journal, and nothing is left behind", async () => {
    const { link, event } = await lost();
    const before = await traces();
    const seen = await shadow([event]);
    expect(await traces()).toEqual(before);
    expect(seen.subjects).toMatchObject([{ kind: "paylink", id: link.id, answer: "found", refused: [] }]);
    expect(shownOf(seen, "payment", "status")).toEqual({ column: "status", before: null, after: "captured" });
    expect(shownOf(seen, "payment", "amount_charged")?.after).toBe("100000");
    expect(shownOf(seen, "paylink", "status")).toEqual({ column: "status", before: "active", after: "paid" });
    expect(shownOf(seen, "event", "status")).toEqual({ column: "status", before: "received", after: "applied" });
    const legs = seen.rows.find(({ kind }) => kind === "journal")?.legs ?? [];
    expect(legs.map(({ account }) => account)).toContain("merchant_payable");
    expect(legs.reduce((sum, { amount }) => sum + BigInt(amount), 0n)).toBe(0n);
    expect((await shadow([event])).difference).toBe(seen.difference);
  });

  it("is applied by the ordinary commands with reason and audit row, once", async () => {
    const { link, event } = await lost();
    const seen = await shadow([event]);
    expect(await apply([event], seen)).toMatchObject({ result: "applied" });
    expect(await getPaylink(owner(), link.id)).toMatchObject({ status: "paid", amount_paid: 100_000 });
    const [row] = await product.rows(
      "select actor_id, data from audit_log where action = 'event.replayed' and subject_id = $1",
      [event],
    );
    expect(row).toMatchObject({
      actor_id: ownerId,
      data: { reason: "işçi kapalıydı", source: "now", events: [event] },
    });
    const before = await traces();
    expect(await apply([event], seen)).toMatchObject({ result: "nothing_to_apply" });
    expect((await shadow([event])).rows).toEqual([]);
    expect(await traces()).toEqual(before);
  });

  it("is not applied when something else would happen than what was shown: the new difference is shown", async () => {
    const { link, event } = await lost({ max_uses: 3 });
    const seen = await shadow([event]);
    await product.sandbox.pay(link.provider_id ?? "");
    const before = await traces();
    const second = await apply([event], seen);
    expect(second.result).toBe("changed_since");
    expect(await traces()).toEqual(before);
    expect(second.shadow.rows.filter(({ kind }) => kind === "journal")).toHaveLength(2);
    expect(await apply([event], second.shadow)).toMatchObject({ result: "applied" });
    expect(await getPaylink(owner(), link.id)).toMatchObject({ uses: 2 });
  });

  it("several at once, in the order received, of a link, a try and a sale on a phone", async () => {
    const { link, event } = await lost();
    const payer = new CheckoutPayer(await openCheckout(merchant));
    await payer.throughBank(await payer.start());
    const { payment_id } = await getCheckout(owner(), payer.checkout.id);
    const [attempt] = await product.rows<{ id: string; reference: string }>(
      "select id, provider_reference as reference from attempts where payment_id = $1",
      [payment_id],
    );
    const sale = await startSale(merchant);
    await product.sandbox.pos(sale.payment_session_id ?? "", "approve");
    const ids = [event, await told(attempt?.reference ?? ""), await told(sale.provider_reference)];
    const seen = await shadow([...ids].reverse());
    expect(seen.events.map(({ subject_id }) => subject_id)).toEqual([link.id, attempt?.id, sale.id]);
    expect(seen.subjects.map(({ answer }) => answer)).toEqual(["found", expect.any(String), "found"]);
    expect(await apply(ids, seen)).toMatchObject({ result: "applied" });
    expect(await getPayment(owner(), sale.payment_id)).toMatchObject({ status: "captured" });
  });
});

describe("what the provider answered before", () => {
  it("is read from its record when the provider cannot be asked now", async () => {
    const { link, event } = await lost();
    const account = await withMerchant(merchant.id, (tx) => readProviderAccount(tx, merchant.id, merchant.accountId));
    const provider = openProvider(account, { subjectKind: "paylink", subjectId: link.id });
    // The answer came and its process died before anything was booked.
    expect(await provider.queryTransactions({ reference: link.provider_reference })).toMatchObject({ kind: "found" });
    await product.sandbox.fault("transaction/check", "status", { times: 6, status: 503 });
    expect((await shadow([event])).subjects).toMatchObject([{ answer: "no_answer" }]);
    const calls = (await product.rows("select id from provider_calls")).length;
    const seen = await shadow([event], "recorded");
    expect(await product.rows("select id from provider_calls")).toHaveLength(calls);
    expect(shownOf(seen, "payment", "status")?.after).toBe("captured");
    expect(await apply([event], seen)).toMatchObject({ result: "applied" });
    await product.sandbox.clearFaults();
    expect((await shadow([event])).rows).toEqual([]);
  });

  it("that was never given shows nothing and applies nothing", async () => {
    const { event } = await lost();
    const seen = await shadow([event], "recorded");
    expect(seen).toMatchObject({ subjects: [{ answer: "nothing_recorded" }], rows: [] });
    expect(await apply([event], seen)).toMatchObject({ result: "nothing_to_apply" });
  });
});

describe("who may, and for what", () => {
  it("a notification that claims a payment nobody made changes nothing, in the shadow or applied (I14)", async () => {
    const link = await createLink(merchant);
    const event = await told(link.provider_reference, { amount: 99_999 });
    const unknown = await told("nobodys-reference");
    const seen = await shadow([event, unknown]);
    expect(seen).toMatchObject({ subjects: [{ id: link.id, answer: "absent" }], rows: [] });
    const before = await traces();
    expect(await apply([event, unknown], seen)).toMatchObject({ result: "nothing_to_apply" });
    expect(await traces()).toEqual(before);
  });

  it("needs the permission, a person's password, and notifications of one's own", async () => {
    const { event } = await lost();
    const seen = await shadow([event]);
    const developer = makeContext(merchant, { role: "developer" });
    await expect(
      applyReplay(developer, { ids: [event], difference: seen.difference, reason: "neden", password: PASSWORD }),
    ).rejects.toMatchObject({ code: "forbidden" });
    await expect(apply([event], seen, { password: "guess" })).rejects.toMatchObject({
      details: { errors: [{ path: "password" }] },
    });
    const other = await createMerchant();
    await expect(shadowReplay(makeContext(other), { ids: [event] })).rejects.toMatchObject({ code: "not_found" });
    expect(await apply([event], seen)).toMatchObject({ result: "applied" });
  });
});
