import { beforeAll, describe, expect, it } from "vitest";
import { resolveReturn } from "@/lib/checkout/returns/resolve-return";
import { systemClock } from "@/lib/kernel/clock";
import { getPayment } from "@/lib/payments/queries";
import { getPosSession } from "@/lib/pos/sales/queries";
import { openPosApp } from "@/lib/pos/steps/ask-sale";
import { closePosSession, closeTerminalKey, renewTerminalKey } from "@/lib/pos/steps/close-key";
import { reportPosSale } from "@/lib/pos/steps/report-sale";
import { listTerminals } from "@/lib/pos/terminals/queries";
import { setTerminal } from "@/lib/pos/terminals/set-terminal";
import { env } from "@/lib/runtime/env";
import { signCapability } from "@/lib/webhooks/capability";
import { makeContext } from "../../support/context";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { useProduct } from "../../support/product-process";
import { ask, newTill, startSale } from "./pos-sale";

const product = useProduct({ providerTimeoutMs: 1_500 });
let merchant: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant();
});

const owner = () => makeContext(merchant);

/** The merchant's own app starts a sale with the key it was given. */
async function startInApp(key: string | null, referenceNo: string | undefined, amount = 149.9): Promise<string> {
  const answer = await fetch(`${product.sandbox.url}/paynet/v1/softpos/init_sale_transaction`, {
    method: "POST",
    headers: { "content-type": "application/json", "session-key": key ?? "" },
    body: JSON.stringify({ amount, ...(referenceNo === undefined ? {} : { reference_no: referenceNo }) }),
  });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { payment_session_id: string }).payment_session_id;
}

describe("the merchant's own app", () => {
  it("takes the key, starts the sale itself, reports it, and ends in the same rows", async () => {
    const session = await startSale(merchant, { init: false });
    expect(session).toMatchObject({ status: "ready", payment_session_id: null, deeplink_url: null });
    const reported = await startInApp(session.session_key, session.provider_reference);
    expect(await reportPosSale(owner(), { id: session.id, payment_session_id: reported })).toMatchObject({
      status: "initiated",
      payment_session_id: reported,
    });
    await product.sandbox.pos(reported, "approve");
    expect(await ask(merchant, session.id)).toMatchObject({ status: "succeeded" });
    expect(await getPayment(owner(), session.payment_id)).toMatchObject({ status: "captured", amount_charged: 14_990 });
  });

  it("reports once; another try's session is refused", async () => {
    const first = await startSale(merchant, { init: false });
    const second = await startSale(merchant, { init: false });
    const reported = await startInApp(first.session_key, first.provider_reference);
    const report = (id: string) => reportPosSale(owner(), { id, payment_session_id: reported });
    await report(first.id);
    expect(await report(first.id)).toMatchObject({ status: "initiated" });
    await expect(report(second.id)).rejects.toMatchObject({ code: "conflict" });
    const ours = await startSale(merchant);
    await expect(report(ours.id)).rejects.toMatchObject({ code: "conflict" });
  });

  it("a reported session whose sale carries no reference of ours moves no money here", async () => {
    const session = await startSale(merchant, { init: false });
    const reported = await startInApp(session.session_key, "SOMEBODY-ELSE");
    await reportPosSale(owner(), { id: session.id, payment_session_id: reported });
    await product.sandbox.pos(reported, "approve");
    await product.advance(901);
    expect(await ask(merchant, session.id)).toMatchObject({ status: "unknown" });
    expect(await getPayment(owner(), session.payment_id)).toMatchObject({ status: "unknown", amount_charged: null });
  });

  it("logout ends the key for everybody; a try that waited with it is over, one on the phone is still asked about", async () => {
    const till = newTill();
    const waiting = await startSale(merchant, { ...till, init: false });
    expect(await closePosSession(owner(), { id: waiting.id })).toMatchObject({ status: "closed" });
    const answer = await fetch(`${product.sandbox.url}/paynet/v1/softpos/init_sale_transaction`, {
      method: "POST",
      headers: { "content-type": "application/json", "session-key": waiting.session_key ?? "" },
      body: JSON.stringify({ amount: 1 }),
    });
    expect(answer.status).toBe(401);
    const onPhone = await startSale(merchant, till);
    await closePosSession(owner(), { id: onPhone.id });
    const [closed] = (await listTerminals(owner())).filter(({ id }) => id === onPhone.terminal_id);
    expect(closed).toMatchObject({ key: null });
    await product.sandbox.pos(onPhone.payment_session_id ?? "", "approve");
    expect(await ask(merchant, onPhone.id)).toMatchObject({ status: "succeeded" });
  });
});

describe("test and live", () => {
  it("a till of the other mode is none: its key is neither ended nor renewed, its name stays", async () => {
    const { terminal_id } = await startSale(merchant);
    const live = makeContext(merchant, { mode: "live" });
    const refused = { code: "not_found" };
    await expect(closeTerminalKey(live, { terminal_id })).rejects.toMatchObject(refused);
    await expect(renewTerminalKey(live, { terminal_id })).rejects.toMatchObject(refused);
    await expect(setTerminal(live, { terminal_id, name: "x", branch_id: null })).rejects.toMatchObject(refused);
    expect((await listTerminals(owner())).find(({ id }) => id === terminal_id)?.key).not.toBeNull();
  });
});

describe("hints", () => {
  const arrive = (sessionId: string, accountId: string, data?: string) =>
    resolveReturn({
      provider: "paynet",
      segment: signCapability(env().CAPABILITY_KEYS, {
        kind: "return",
        provider: "paynet",
        merchantId: merchant.id,
        subjectId: sessionId,
        accountId,
      }),
      transactionId: undefined,
      ...(data === undefined ? {} : { fields: { data } }),
      cookie: () => undefined,
      address: "198.51.100.9",
      clock: systemClock,
    });
  const accountOf = async (sessionId: string) => {
    const [row] = await product.rows<{ id: string }>(
      "select provider_account_id as id from pos_sessions where id = $1",
      [sessionId],
    );
    return row?.id ?? "";
  };

  it("a forged callback says paid; the provider, asked, says nothing; the sale goes on", async () => {
    const session = await startSale(merchant);
    await openPosApp(owner(), { id: session.id });
    const forged = Buffer.from(JSON.stringify({ is_succeed: true, payment_session_id: session.payment_session_id }));
    const target = await arrive(session.id, await accountOf(session.id), forged.toString("base64url"));
    expect(target.path).toMatch(new RegExp(`/pos/cashier/${session.id}$`));
    expect(await getPosSession(owner(), session.id)).toMatchObject({ status: "verifying" });
    expect(await ask(merchant, session.id)).toMatchObject({ status: "verifying", absent_answers: 1 });
    expect(await getPayment(owner(), session.payment_id)).toMatchObject({ status: "processing", amount_charged: null });
  });

  it("the app's own callback opens with the session's key and leads to the same question", async () => {
    const session = await startSale(merchant);
    const acted = await product.sandbox.pos(session.payment_session_id ?? "", "approve");
    const data = new URL(acted.callback ?? "").searchParams.get("data") ?? "";
    await arrive(session.id, await accountOf(session.id), data);
    const [event] = await product.rows<{ body: string }>("select body from provider_events where subject_id = $1", [
      session.id,
    ]);
    expect(JSON.parse(event?.body ?? "{}")).toEqual({ app_callback: "ours" });
    expect(await ask(merchant, session.id)).toMatchObject({ status: "succeeded" });
  });

  it("a notice of the provider finds its try by our reference or by the provider's session, and moves nothing", async () => {
    const session = await startSale(merchant);
    const segment = signCapability(env().CAPABILITY_KEYS, {
      kind: "account",
      provider: "paynet",
      merchantId: merchant.id,
      subjectId: await accountOf(session.id),
      accountId: await accountOf(session.id),
    });
    const tell = (body: object) =>
      fetch(`${product.appUrl}/api/webhooks/paynet-callback/${segment}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    for (const body of [
      { agent_reference: session.provider_reference, is_succeed: true, amount: 9_999 },
      { payment_session_id: session.payment_session_id, is_succeed: true },
    ]) {
      expect((await tell(body)).status).toBe(200);
    }
    expect(
      await product.rows("select subject_id, subject_kind, status from provider_events where subject_id = $1", [
        session.id,
      ]),
    ).toEqual(
      Array.from({ length: 2 }, () => ({ subject_id: session.id, subject_kind: "pos_session", status: "received" })),
    );
    expect(
      await product.rows("select 1 from pgboss.job where name = 'follow-pos' and singleton_key = $1", [session.id]),
    ).not.toEqual([]);
    expect(await ask(merchant, session.id)).toMatchObject({ payment_status: "processing" });
  });
});

describe("one sale, one phone", () => {
  it("a till that is busy shows what it is busy with", async () => {
    const till = newTill();
    const session = await startSale(merchant, till);
    await expect(startSale(merchant, till)).rejects.toMatchObject({
      code: "conflict",
      details: { reason: "in_progress", pos_session_id: session.id },
    });
  });

  it("two cashiers on one order: the second is shown the first's", async () => {
    const session = await startSale(merchant, { reference_no: "ORD-77" });
    await expect(startSale(merchant, { reference_no: "ORD-77" })).rejects.toMatchObject({
      code: "conflict",
      details: { pos_session_id: session.id },
    });
  });

  it("forty starts of one order at once leave one session and one start at the provider", async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 40 }, () => startSale(merchant, { reference_no: "ORD-78" })),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const calls = await product.sandbox.calls("softpos/init_sale_transaction");
    expect(calls.filter(({ body }) => String(body.reference_no).startsWith("ORD-78"))).toHaveLength(1);
  });

  it("the same command again is the same sale, and another wish under it is refused", async () => {
    const caller = { ...owner(), commandSeed: "one press of a button" };
    const till = newTill();
    const { startPosSale } = await import("@/lib/pos/sales/start-sale");
    const first = await startPosSale(caller, { amount: 14_990, ...till });
    expect(await startPosSale(caller, { amount: 14_990, ...till })).toEqual(first);
    await expect(startPosSale(caller, { amount: 15_000, ...till })).rejects.toMatchObject({
      code: "idempotency_mismatch",
    });
  });
});
