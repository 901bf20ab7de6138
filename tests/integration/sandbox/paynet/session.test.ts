import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { CARD, CODE, useSessionSandbox } from "./session-harness";

const dataDir = mkdtempSync(join(tmpdir(), "vezne-session-"));
const sandbox = useSessionSandbox({ dataDir, hangMs: 400 });
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
const NO = { code: 400, type: "invalid_request_error" };

describe("tds_initial", () => {
  it("answers a session, a token, the page's address on another site and the form, and charges nothing", async () => {
    const { status, body } = await sandbox.start({ reference_no: "S-1", is_escrow: true });
    expect(status).toBe(200);
    expect(body).toMatchObject({ object_name: "tds_initial", code: 0, message: "Başarılı İşlem" });
    expect(body.session_id).toMatch(/^js_.*\+.*\/.*\*/);
    expect(body.token_id).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
    const page = new URL(body.post_url);
    expect(page.hostname).toBe("localhost");
    expect(page.searchParams.get("session_id")).toBe(body.session_id);
    expect(body.html_content).toContain('id="paynetForm"');
    expect(body).not.toHaveProperty("xact_id");
    expect(await sandbox.rows("S-1")).toEqual([]);
  });

  it.each([
    ["a JSON number", 149.9],
    ["a dot", "149.90"],
    ["one decimal", "149,9"],
    ["a thousands mark", "1.149,90"],
    ["nothing", "0,00"],
    ["three decimals", "149,900"],
  ])("refuses an amount written with %s", async (_what, amount) => {
    expect((await sandbox.start({ amount })).body).toMatchObject({ ...NO, result_code: 11 });
  });

  it.each([
    ["no reference", { reference_no: "" }, 11],
    ["a long reference", { reference_no: "x".repeat(51) }, 11],
    ["no return address", { return_url: "" }, 11],
    ["a return address that is none", { return_url: "/back" }, 11],
    ["no domain", { domain: undefined }, 11],
    ["a field nobody documented", { confirmation_url: "https://shop.example/hook" }, 11],
    ["a wrong check digit", { pan: "4355084355084359" }, 18],
    ["a short code", { cvc: "12" }, 18],
    ["a month that is none", { month: 13 }, 22],
    ["a card that is over", { month: 1, year: 2020 }, 22],
    ["a plan the card does not have", { instalment: 9 }, 11],
    ["instalments on a debit card", { pan: "4022774022774026", instalment: 3 }, 11],
    ["another transaction type", { transaction_type: 2 }, 19],
    ["a blocked agent", { agent_id: "2045" }, 3],
    ["an unknown agent", { agent_id: "9999" }, 4],
    ["a long description", { description: "x".repeat(141) }, 11],
    ["a share above the amount", { company_amount: "150,00" }, 11],
    ["save_card without an owner", { save_card: true, card_desc: "Kartım" }, 11],
    ["a card that has 3-D switched off", { pan: "4506347011448053" }, 16],
    ["a kept card nobody has", { card_hash: "ch_none" }, 25],
  ])("refuses %s", async (_what, wish, result_code) => {
    expect((await sandbox.start(wish)).body).toMatchObject({ result_code });
  });

  it("takes every documented field", async () => {
    const every = {
      ...{ instalment: 3, card_holder_phone: "5551112233", card_holder_mail: "a@example.com", description: "Kupa" },
      ...{ agent_id: "2044", agent_reference_no: "A-1", company_amount: "10,00", user_id: "u", pos_type: 5 },
      ...{ add_commission: true, ratio_code: "", merge_option: false, approved_card: false, iban: "", year: 29 },
      ...{ dont_apply_campaign: false, is_escrow: true, agent_customer_name: "x", transaction_type: 3 },
      ...{ save_card: true, card_desc: "Kartım", user_unique_id: "u-1", user_gsm_no: "5551112233", month: "12" },
      ...{ card_owner_id: "", subscription_id: "", invoice_no: "F-1", ratio_code_method: "" },
    };
    expect((await sandbox.start(every)).body).toMatchObject({ code: 0 });
  });
});

describe("tds_charge", () => {
  it("takes the money once: the answer and the queries agree; a repeat answers 100 with the same row", async () => {
    const ids = await sandbox.passed({ reference_no: "C-1" });
    const first = await sandbox.charge(ids, { transaction_type: 1 });
    expect(first.body).toMatchObject({
      ...{ object_name: "transaction", code: 0, is_succeed: true, is_tds: true, transaction_type: 1, instalment: 0 },
      ...{ amount: 149.9, net_amount: 146.92, comission: 2.98, comission_tax: 0, currency: "TRY" },
      ...{ card_no_masked: "435508******4358", bank_id: "AXSS", reference_no: "C-1" },
    });
    expect(first.body.xact_id).toMatch(/^xk_/);
    for (const name of ["netAmount", "authorization_code", "order_id", "card_no"])
      expect(first.body).not.toHaveProperty(name);
    const again = await sandbox.charge(ids);
    expect(again.body).toEqual({ ...first.body, code: 100, message: "Önceki Başarılı İşlem" });
    const [row, ...others] = await sandbox.rows("C-1");
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      ...{ xact_id: first.body.xact_id, id: first.body.id, agent_reference: "C-1", netAmount: 146.92 },
      ...{ authorization_code: first.body.bank_authorization_code, order_id: first.body.bank_order_id },
    });
    expect((await sandbox.start({ reference_no: "C-1" })).body).toMatchObject({ code: 100 });
    expect((await sandbox.start({ reference_no: "C-1" })).body).not.toHaveProperty("post_url");
  });

  it("by many at once is one payment", async () => {
    const ids = await sandbox.passed({ reference_no: "C-2" });
    const answers = await Promise.all(Array.from({ length: 8 }, () => sandbox.charge(ids)));
    expect(answers.map(({ body }) => body.code).sort()).toEqual([0, 100, 100, 100, 100, 100, 100, 100]);
    expect(await sandbox.rows("C-2")).toHaveLength(1);
  });

  it("before the bank and after a failed password is 16 and leaves no row", async () => {
    const { body: early } = await sandbox.start({ reference_no: "C-3" });
    expect((await sandbox.charge(early)).body).toMatchObject({ ...NO, result_code: 16 });
    await sandbox.finish(early, "fail");
    expect((await sandbox.charge(early)).body).toMatchObject({ result_code: 16 });
    expect(await sandbox.rows("C-3")).toEqual([]);
  });

  it("of a declined session answers the bank's code once, then 17; the row is found", async () => {
    const ids = await sandbox.passed({ reference_no: "C-4", amount: "10,51" });
    expect((await sandbox.charge(ids)).body).toMatchObject({ code: 0, is_succeed: false, bank_error_id: "51" });
    expect((await sandbox.charge(ids)).body).toMatchObject({ ...NO, result_code: 17 });
    expect(await sandbox.rows("C-4")).toMatchObject([{ is_succeed: false, bank_error_id: "51", amount: 10.51 }]);
  });

  it("names a pair that belongs together: 15 for another token, 13 for no, another's and an older session", async () => {
    const ids = await sandbox.passed({ reference_no: "C-5" });
    const other = await sandbox.passed({ reference_no: "C-6" });
    expect((await sandbox.charge({ ...ids, token_id: other.token_id })).body).toMatchObject({ result_code: 15 });
    expect((await sandbox.charge({ ...ids, session_id: "js_none" })).body).toMatchObject({ result_code: 13 });
    const foreign = await sandbox.service("v2/transaction/tds_charge", ids_of(ids), "sck_sandbox_other");
    expect(foreign.body).toMatchObject({ result_code: 13 });
    const newer = await sandbox.passed({ reference_no: "C-5" });
    expect((await sandbox.charge(ids)).body).toMatchObject({ result_code: 13 });
    expect((await sandbox.charge(newer)).body).toMatchObject({ code: 0, is_succeed: true });
  });

  it("of another kind than was started is refused", async () => {
    const ids = await sandbox.passed();
    expect((await sandbox.charge(ids, { transaction_type: 3 })).body).toMatchObject({ result_code: 19 });
  });

  it("with 52 hangs although it took effect, with 53 fails once without effect", async () => {
    const hanging = await sandbox.passed({ reference_no: "C-7", amount: "10,52" });
    const late = sandbox.charge(hanging);
    await expect.poll(async () => (await sandbox.rows("C-7")).length).toBe(1);
    expect((await sandbox.charge(hanging)).body).toMatchObject({ code: 100 });
    expect((await late).body).toMatchObject({ code: 0, is_succeed: true });
    const failing = await sandbox.passed({ reference_no: "C-8", amount: "10,53" });
    expect((await sandbox.charge(failing)).status).toBe(500);
    expect(await sandbox.rows("C-8")).toEqual([]);
    expect((await sandbox.charge(failing)).body).toMatchObject({ code: 0, is_succeed: true });
  });

  it("obeys the fault book, before and after its effect", async () => {
    const order = (operation: string, effect: string) =>
      sandbox.control("POST", "faults", { provider: "paynet", operation, effect });
    await order("transaction/tds_initial", "status");
    expect((await sandbox.start()).status).toBe(500);
    const ids = await sandbox.passed({ reference_no: "C-9" });
    await order("transaction/tds_charge", "drop_before");
    await expect(sandbox.charge(ids)).rejects.toThrow();
    expect(await sandbox.rows("C-9")).toEqual([]);
    await order("transaction/tds_charge", "drop_after");
    await expect(sandbox.charge(ids)).rejects.toThrow();
    expect(await sandbox.rows("C-9")).toHaveLength(1);
    expect((await sandbox.charge(ids)).body).toMatchObject({ code: 100 });
  });
});

describe("what a session's transaction can do afterwards", () => {
  it("is listed, and cancelled whole on its day", async () => {
    const { body } = await sandbox.charge(await sandbox.passed({ reference_no: "A-1" }));
    const day = new Intl.DateTimeFormat("de-DE", {
      ...{ timeZone: "Europe/Istanbul", day: "2-digit", month: "2-digit", year: "numeric" },
    } as Intl.DateTimeFormatOptions).format(new Date());
    const list = await sandbox.paynet("transaction/list", { datab: day, datbi: day, limit: 100 });
    expect(list.body.Data.map((row: { xact_id: string }) => row.xact_id)).toContain(body.xact_id);
    expect((await sandbox.paynet("transaction/reversed_request", { xact_id: body.xact_id })).body.code).toBe(0);
    expect((await sandbox.rows("A-1"))[0]).toMatchObject({ reversed: true });
  });

  it("a held amount is captured in part at the rate of its plan", async () => {
    const ids = await sandbox.passed({ reference_no: "A-2", transaction_type: 3, instalment: 6, amount: "100,00" });
    const { body } = await sandbox.charge(ids, { transaction_type: 3 });
    expect(body).toMatchObject({ transaction_type: 3, instalment: 6, amount: 100, comission: 6.99 });
    const capture = await sandbox.paynet("transaction/capture", { xact_id: body.xact_id, amount: "5000" });
    expect(capture.body).toMatchObject({ transaction_type: 4, amount: 50, comission: 3.5, netAmount: 46.5 });
  });
});

describe("a session's time", () => {
  it("ends: the page is closed, nothing is charged; one that had succeeded still says so", async () => {
    const done = await sandbox.passed({ reference_no: "T-1" });
    await sandbox.charge(done);
    const late = await sandbox.passed({ reference_no: "T-2" });
    const { body: unopened } = await sandbox.start({ reference_no: "T-3" });
    await sandbox.control("POST", "clock", { advance_seconds: 1_801 });
    expect((await sandbox.charge(late)).body).toMatchObject({ result_code: 13 });
    expect((await fetch(unopened.post_url)).status).toBe(410);
    expect((await sandbox.charge(done)).body).toMatchObject({ code: 100, is_succeed: true });
  });
});

it("neither the log, the state nor the file holds a card number, its code or a token", async () => {
  const ids = await sandbox.passed({ reference_no: "M-1" });
  await sandbox.charge(ids);
  const log = JSON.stringify((await sandbox.control("GET", "requests")).body);
  const state = JSON.stringify((await sandbox.control("GET", "state")).body);
  const file = readdirSync(dataDir).map((name) => readFileSync(join(dataDir, name), "utf8"));
  expect(log).toContain("tds_charge");
  expect(state).toContain("M-1");
  expect(file.join("")).toContain("M-1");
  for (const text of [log, state, ...file]) {
    expect(text).not.toContain(CARD);
    expect(text).not.toContain(ids.token_id);
    expect(text).not.toMatch(new RegExp(`"[a-z_]*(cvc|cvv|code)"\\s*:\\s*"?${CODE}`, "i"));
  }
});

function ids_of({ session_id, token_id }: { session_id: string; token_id: string }) {
  return { session_id, token_id };
}
