import { beforeAll, describe, expect, it } from "vitest";
import { POST as deactivate } from "@/app/api/v1/paylinks/[id]/deactivate/route";
import { POST as createLink } from "@/app/api/v1/paylinks/route";
import { POST as refund } from "@/app/api/v1/payments/[id]/refunds/route";
import { POST as cancel } from "@/app/api/v1/payments/[id]/void/route";
import { POST as approve } from "@/app/api/v1/refunds/[id]/approve/route";
import { POST as withdraw } from "@/app/api/v1/refunds/[id]/withdraw/route";
import { claimIdempotencyKey } from "@/lib/http/idempotency.system";
import { sweepDue } from "@/lib/jobs/sweep-due.system";
import { systemClock } from "@/lib/kernel/clock";
import { followPaylink } from "@/lib/paylinks/follow-paylink";
import { listPayments } from "@/lib/payments/queries";
import { PaymentFilter } from "@/lib/payments/schemas";
import { makeContext } from "../../support/context";
import { createApiKey, createMerchant, createUser, type TestMerchant } from "../../support/factories";
import { linkInput, createLink as makeLink } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";
import { post } from "./api-handler";

const MINUTE_AND_MORE = 61;
const DAYS_31 = 31 * 86_400;
const product = useProduct();
let merchant: TestMerchant;
let key: string;
let approverKey: string;

beforeAll(async () => {
  merchant = await createMerchant();
  key = await createApiKey(merchant);
  approverKey = await createApiKey(merchant, { userId: (await createUser(merchant.id, "approver")).id });
});

async function paid(amount = 100_000): Promise<string> {
  const link = await makeLink(merchant, { amount });
  await product.sandbox.pay(link.provider_id ?? "");
  await followPaylink({ merchantId: merchant.id, paylinkId: link.id, clock: systemClock });
  const [payment] = (await listPayments(makeContext(merchant), PaymentFilter.parse({ paylink_id: link.id }))).data;
  return payment?.id ?? "";
}

/** Leaves a finished command as its process would that died before it could store the answer. */
const forgetAnswer = (idempotencyKey: string) =>
  product.rows(
    `update idempotency_keys set state = 'in_flight', sealed_answer = null, claim = 'dead', beat_at = vezne_now()
     where key = $1 returning key`,
    [idempotencyKey],
  );

type Send = () => ReturnType<typeof post>;

/** Runs a command, forgets its answer, and sends it again: while its run may live, and after a silent minute. */
async function dieAfterTheEffect(idempotencyKey: string, send: Send) {
  const first = await send();
  expect(await forgetAnswer(idempotencyKey)).toHaveLength(1);
  expect((await send()).json).toMatchObject({ status: 409, reason: "in_flight" });
  await product.advance(MINUTE_AND_MORE);
  const again = await send();
  expect([again.status, again.json.id]).toEqual([first.status, first.json.id]);
  expect((await send()).replayed).toBe(true);
  return first;
}

const refundsOf = (payment: string) => product.rows("select id from refunds where payment_id = $1", [payment]);
const linksOf = (reference: string) =>
  product.rows<{ provider_reference: string; status: string }>(
    "select provider_reference, status from paylinks where reference_no = $1",
    [reference],
  );
const stepsOf = (subject: string, action: string) =>
  product.rows("select 1 from audit_log where subject_id = $1 and action = $2", [subject, action]);

describe("a run that died after its effect is run again by the next request and repeats nothing", () => {
  it("create paylink: one link here and one at the provider", async () => {
    const body = linkInput({ reference_no: "DEAD-1" });
    await dieAfterTheEffect("dead-link", () => post(createLink, { key, idempotencyKey: "dead-link", body }));
    const [link, ...more] = await linksOf("DEAD-1");
    expect(more).toEqual([]);
    expect(await product.sandbox.linksOf(link?.provider_reference ?? "")).toHaveLength(1);
  });

  it("create paylink that the provider refused: the same refusal, no second try", async () => {
    const body = linkInput({ reference_no: "DEAD-2", agent_id: "2045" });
    const send = () => post(createLink, { key, idempotencyKey: "dead-refused", body });
    const first = await send();
    await forgetAnswer("dead-refused");
    await product.advance(MINUTE_AND_MORE);
    const again = await send();
    expect(again.status).toBe(422);
    expect({ ...again.json, request_id: "" }).toEqual({ ...first.json, request_id: "" });
    expect(await linksOf("DEAD-2")).toHaveLength(1);
  });

  it("create paylink that died between its intent and the call: the lookup owns it, nothing is sent", async () => {
    const body = linkInput({ reference_no: "DEAD-3" });
    await product.sandbox.fault("mailorder/create", "drop_before", { times: 1 });
    const first = await dieAfterTheEffect("dead-intent", () =>
      post(createLink, { key, idempotencyKey: "dead-intent", body }),
    );
    const [link] = await linksOf("DEAD-3");
    expect([first.json.status, link?.status]).toEqual(["creating", "creating"]);
    expect(await product.sandbox.linksOf(link?.provider_reference ?? "")).toEqual([]);
  });

  it("refund: one reservation", async () => {
    const id = await paid();
    const call = { key, idempotencyKey: "dead-refund", id, body: { amount: 40_000 } };
    await dieAfterTheEffect("dead-refund", () => post(refund, call));
    expect(await refundsOf(id)).toHaveLength(1);
  });

  it("refund of all that is left: one reservation", async () => {
    const id = await paid();
    await dieAfterTheEffect("dead-rest", () => post(refund, { key, idempotencyKey: "dead-rest", id }));
    expect(await refundsOf(id)).toHaveLength(1);
  });

  it("void: one reservation", async () => {
    const id = await paid();
    await dieAfterTheEffect("dead-void", () => post(cancel, { key, idempotencyKey: "dead-void", id }));
    expect(await refundsOf(id)).toHaveLength(1);
  });

  it("approve and withdraw: decided once, answered as decided", async () => {
    const payment = await paid(600_000);
    const { json: asked } = await post(refund, { key, idempotencyKey: "dead-ask", id: payment });
    const yes = { key: approverKey, idempotencyKey: "dead-yes", id: asked.id, body: { amount: 600_000 } };
    await dieAfterTheEffect("dead-yes", () => post(approve, yes));
    expect(await stepsOf(asked.id, "refund.scheduled")).toHaveLength(1);
    await dieAfterTheEffect("dead-back", () => post(withdraw, { key, idempotencyKey: "dead-back", id: asked.id }));
    expect(await stepsOf(asked.id, "refund.withdrawn")).toHaveLength(1);
  });

  it("deactivate: closed once", async () => {
    const link = await makeLink(merchant);
    await dieAfterTheEffect("dead-close", () => post(deactivate, { key, idempotencyKey: "dead-close", id: link.id }));
    expect(await stepsOf(link.id, "paylink.deactivated")).toHaveLength(1);
  });
});

describe("a run that died before its effect", () => {
  it("frees its key after a silent minute, not earlier", async () => {
    const id = await paid();
    const ctx = { ...makeContext(merchant), actor: { kind: "api_key", id: "key", userId: merchant.ownerId } as const };
    const route = `POST /api/v1/payments/{id}/refunds ${JSON.stringify({ id })}`;
    await claimIdempotencyKey(ctx, route, "dead-before", JSON.stringify({ amount: 1_000 }));
    const send = () => post(refund, { key, idempotencyKey: "dead-before", id, body: { amount: 1_000 } });
    expect((await send()).status).toBe(409);
    await product.advance(58);
    expect((await send()).status).toBe(409);
    await product.advance(3);
    expect((await send()).status).toBe(201);
    expect(await refundsOf(id)).toHaveLength(1);
  });

  it("that was only slow cannot put its answer over the one of the run that took over", async () => {
    const ctx = makeContext(merchant);
    const answer = (body: string) => ({ status: 200, body, contentType: "application/json" });
    const slow = await claimIdempotencyKey(ctx, "slow", "slow-key", "{}");
    await product.advance(MINUTE_AND_MORE);
    const next = await claimIdempotencyKey(ctx, "slow", "slow-key", "{}");
    if (slow.kind !== "mine" || next.kind !== "mine") throw new Error("the key did not change hands");
    expect(next.commandSeed).toBe(slow.commandSeed);
    await slow.finish(answer("slow"));
    await slow.release();
    await next.finish(answer("next"));
    expect(await claimIdempotencyKey(ctx, "slow", "slow-key", "{}")).toEqual({
      kind: "replay",
      answer: answer("next"),
    });
  });

  it("ten requests at once after the minute: one runs, the others wait or are told", async () => {
    const id = await paid();
    const send = () => post(refund, { key, idempotencyKey: "dead-ten", id, body: { amount: 2_000 } });
    await send();
    await forgetAnswer("dead-ten");
    await product.advance(MINUTE_AND_MORE);
    const answers = await Promise.all(Array.from({ length: 10 }, send));
    expect(answers.filter(({ status }) => status !== 201 && status !== 409)).toEqual([]);
    expect(answers.some(({ status }) => status === 201)).toBe(true);
    expect(await refundsOf(id)).toHaveLength(1);
  });
});

describe("a key used again after 31 days (fault F46)", () => {
  const keysNamed = (name: string) => product.rows("select 1 from idempotency_keys where key = $1", [name]);

  it("is forgotten by the sweeper, run again, and the effect stays one", async () => {
    const id = await paid();
    const call = { key, idempotencyKey: "old-refund", id, body: { amount: 30_000 } };
    const first = await post(refund, call);
    await sweepDue();
    expect(await keysNamed("old-refund")).toHaveLength(1);
    await product.advance(DAYS_31);
    await sweepDue();
    expect(await keysNamed("old-refund")).toEqual([]);
    const again = await post(refund, call);
    expect([again.status, again.replayed, again.json.id]).toEqual([201, false, first.json.id]);
    expect(await refundsOf(id)).toHaveLength(1);
  });

  it("with another body is refused, not answered with the old effect", async () => {
    const id = await paid();
    await post(refund, { key, idempotencyKey: "old-other", id, body: { amount: 30_000 } });
    await post(createLink, { key, idempotencyKey: "old-link", body: linkInput({ reference_no: "OLD-1" }) });
    await product.advance(DAYS_31);
    await sweepDue();
    const other = await post(refund, { key, idempotencyKey: "old-other", id, body: { amount: 30_001 } });
    expect([other.status, other.json.code]).toEqual([422, "idempotency_mismatch"]);
    const link = await post(createLink, {
      key,
      idempotencyKey: "old-link",
      body: linkInput({ reference_no: "OLD-1", amount: 5 }),
    });
    expect([link.status, link.json.code]).toEqual([422, "idempotency_mismatch"]);
    expect([(await refundsOf(id)).length, (await linksOf("OLD-1")).length]).toEqual([1, 1]);
  });
});
