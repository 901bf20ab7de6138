import { beforeAll, describe, expect, it } from "vitest";
import { paynetAdapter } from "@/lib/providers/paynet/adapter";
import type { PaymentProvider } from "@/lib/providers/port";
import type { ChargeRequest, ThreeDOutcome, ThreeDRequest } from "@/lib/providers/three-d";
import { CARD, CODE, useSessionSandbox } from "./session-harness";

const sandbox = useSessionSandbox({ hangMs: 3_000 });
const recorded: unknown[] = [];
let provider: PaymentProvider;
beforeAll(() => {
  provider = paynetAdapter({
    ...{ baseUrl: `${sandbox.url}/paynet`, secretKey: "sck_sandbox_demo", publishableKey: "pbk_sandbox_demo" },
    timeoutMs: 700,
    recorder: {
      begin: async (call) => `call_${recorded.push(call)}`,
      end: async (_id, _raw, code, parsed) => void recorded.push({ code, parsed }),
    },
  });
});

const money = (amount: bigint) => ({ amount, currency: "TRY" as const });
const typed = { kind: "typed" as const, holder: "AYSE ORNEK", number: CARD, month: 12, year: 2029, code: CODE };
let references = 0;
function request(wish: Partial<ThreeDRequest> = {}): ThreeDRequest {
  references += 1;
  const total = wish.total ?? money(14_990n);
  return {
    ...{
      reference: `AD-${references}`,
      price: total,
      total,
      installments: 1,
      payerBearsDifference: false,
      hold: false,
    },
    ...{ card: typed, items: [], itemName: "Kupa", origin: "http://127.0.0.1:3000" },
    payer: {
      name: "Ayşe",
      phone: "0555 000 00 01",
      email: "a@example.com",
      country: "TR",
      city: "",
      address: "",
      ip: "",
    },
    ...{ successUrl: sandbox.shop.url, failureUrl: sandbox.shop.url },
    ...wish,
  };
}

function sessionOf(outcome: ThreeDOutcome) {
  if (outcome.kind !== "redirect") throw new Error(JSON.stringify(outcome));
  return outcome.session as { session_id: string; token_id: string };
}

/** Started and past the bank; what the charge needs. */
async function passed(wish: Partial<ThreeDRequest> = {}): Promise<ChargeRequest> {
  const asked = request(wish);
  const session = sessionOf(await provider.startThreeD(asked));
  await sandbox.finish(session, "close_after");
  return { reference: asked.reference, total: asked.total, hold: asked.hold, session };
}
const verdicts = async (reference: string) => {
  const answer = await provider.queryTransactions({ reference });
  return answer.kind === "found" ? answer.transactions.map(({ verdict }) => verdict) : answer.kind;
};

describe("the adapter against the sandbox", () => {
  it("takes the money of a typed card once: the charge and the query say the same, a repeat is already", async () => {
    const charge = await passed({ installments: 3 });
    const answer = await provider.chargeThreeD(charge);
    if (answer.kind !== "answered") throw new Error(answer.kind);
    expect(answer.transaction).toMatchObject({ verdict: "captured", amountCharged: 14_990n, installments: 3 });
    const query = await provider.queryTransactions({ reference: charge.reference });
    expect(query).toMatchObject({ kind: "found", transactions: [answer.transaction] });
    expect(await provider.chargeThreeD(charge)).toMatchObject({ kind: "already" });
    expect(await verdicts(charge.reference)).toEqual(["captured"]);
  });

  it("the payer's way begins at the page of the outcome", async () => {
    const outcome = await provider.startThreeD(request());
    if (outcome.kind !== "redirect") throw new Error(outcome.kind);
    const bank = await fetch(outcome.url);
    expect(bank.url).toMatch(/^http:\/\/localhost:\d+\/bank\/3d\/session/);
    expect(await bank.text()).toContain("149,90 TL");
  });

  it("an answer that is lost after its effect is unknown, then already, and one payment", async () => {
    const charge = await passed({ total: money(1_052n) });
    expect(await provider.chargeThreeD(charge)).toEqual({ kind: "unknown", why: "timeout" });
    expect(await provider.chargeThreeD(charge)).toMatchObject({ kind: "already" });
    expect(await verdicts(charge.reference)).toEqual(["captured"]);
  });

  it("a 500 without effect is unknown, absent to a query, and the same ids then take the money", async () => {
    const charge = await passed({ total: money(1_053n) });
    expect(await provider.chargeThreeD(charge)).toEqual({ kind: "unknown", why: "http_500" });
    expect(await verdicts(charge.reference)).toBe("absent");
    expect(await provider.chargeThreeD(charge)).toMatchObject({ kind: "answered" });
  });

  it("a decline is answered with its code, then already; 3-D that was not passed is a definite no", async () => {
    const declined = await passed({ total: money(1_051n) });
    expect(await provider.chargeThreeD(declined)).toMatchObject({
      kind: "answered",
      transaction: { verdict: "failed", decline: { code: "51", class: "insufficient_funds" } },
    });
    expect(await provider.chargeThreeD(declined)).toMatchObject({ kind: "already" });
    expect(await verdicts(declined.reference)).toEqual(["failed"]);
    const early = request();
    const session = sessionOf(await provider.startThreeD(early));
    expect(await provider.chargeThreeD({ ...early, session })).toMatchObject({ kind: "rejected", code: "16" });
  });

  it("a refused card is rejected, a reference that was paid is unknown", async () => {
    const off = { ...typed, number: "4506347011448053" };
    expect(await provider.startThreeD(request({ card: off }))).toMatchObject({ kind: "rejected", code: "16" });
    const charge = await passed();
    await provider.chargeThreeD(charge);
    const again = await provider.startThreeD(request({ reference: charge.reference }));
    expect(again).toEqual({ kind: "unknown", why: "paid_before" });
  });

  it("a held amount is authorised and captured by the services that were there before", async () => {
    const answer = await provider.chargeThreeD(await passed({ hold: true }));
    expect(answer).toMatchObject({ transaction: { kind: "authorisation", verdict: "authorised" } });
    const id = answer.kind === "answered" ? answer.transaction.transactionId : "";
    expect(await provider.captureAll(id)).toMatchObject({ kind: "captured", transaction: { amountCharged: 14_990n } });
  });

  it("a table the payer sees is what a plan then charges, whoever bears the difference", async () => {
    const table = await provider.installmentTable(money(100_000n), "545616", true);
    if (table.kind !== "found") throw new Error(table.kind);
    expect(table.options.map(({ count }) => count)).toEqual([1, 3, 6, 9]);
    const nine = table.options.at(-1)?.total ?? 0n;
    expect(nine).toBeGreaterThan(100_000n);
    const card = { ...typed, number: "5456165456165454" };
    const wish = { card, price: money(100_000n), total: money(nine), installments: 9, payerBearsDifference: true };
    expect(await provider.chargeThreeD(await passed(wish))).toMatchObject({ transaction: { amountCharged: nine } });
    const borne = await provider.installmentTable(money(100_000n), "545616", false);
    expect(borne).toMatchObject({ options: Array(4).fill({ total: 100_000n }) });
    expect(await provider.binInfo("402277")).toMatchObject({ type: "debit", family: "FINS" });
  });

  it("a card typed in the browser goes to the provider alone, with its plan, and pays by the charge of its session", async () => {
    const asked = request({ installments: 3 });
    const grant = await provider.prepareCardEntry({ ...asked, bin: CARD.slice(0, 8) });
    if (grant.kind !== "granted") throw new Error(JSON.stringify(grant));
    const { publishable_key, card_session, ...fields } = grant.fields;
    const given = await fetch(grant.url, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Basic ${publishable_key}` },
      body: JSON.stringify({ ...fields, card_holder: "AYSE ORNEK", pan: CARD, month: "12", year: "29", cvc: CODE }),
    });
    const { token_id, post_url } = (await given.json()) as { token_id: string; post_url: string };
    const card = { kind: "token" as const, token: token_id, session: card_session ?? "" };
    const outcome = await provider.startThreeD({ ...asked, card });
    expect(await provider.startThreeD({ ...asked, card: { ...card, threeDUrl: post_url } })).toEqual(outcome);
    if (outcome.kind !== "redirect") throw new Error(outcome.kind);
    expect((await fetch(outcome.url)).url).toContain("/bank/3d/session");
    const session = sessionOf(outcome);
    await sandbox.finish(session, "close_after");
    const more = { ...asked, session, total: money(14_991n) };
    expect(await provider.chargeThreeD(more)).toMatchObject({ kind: "rejected", code: "15" });
    expect(await provider.chargeThreeD({ ...asked, session })).toMatchObject({
      kind: "answered",
      transaction: { verdict: "captured", reference: asked.reference, installments: 3 },
    });
  });

  it("a kept card pays without its number", async () => {
    const answer = await provider.chargeThreeD(await passed({ keepCard: { owner: "payer-1", label: "Kartım" } }));
    if (answer.kind !== "answered" || !answer.keptCard) throw new Error(answer.kind);
    const card = { kind: "stored" as const, ...answer.keptCard };
    expect(await provider.chargeThreeD(await passed({ card }))).toMatchObject({ transaction: { verdict: "captured" } });
    const text = JSON.stringify(recorded);
    expect(text).toContain("tds_charge");
    for (const secret of [CARD, `"${CODE}"`, answer.keptCard.card, "AYSE"]) expect(text).not.toContain(secret);
  });
});
