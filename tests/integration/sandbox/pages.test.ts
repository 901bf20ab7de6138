import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHookSink, openTestSandbox, type TestSandbox } from "./sandbox-harness";

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await openTestSandbox();
});
afterAll(() => sandbox.close());

const CARD = {
  number: "4355 0843 5508 4358",
  holder: "Ali Deneme",
  month: "12",
  year: "39",
  cvc: "000",
  instalment: "0",
};

/** Pages are linked on localhost; the tests reach the same server by its address. */
const reach = (url: string) => url.replace(sandbox.pagesUrl, sandbox.url);

async function submit(url: string, fields: Record<string, string>): Promise<Response> {
  return fetch(reach(url), { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
}

async function toBank(url: string, card: object = {}): Promise<string> {
  const answer = await submit(url, { ...CARD, ...card });
  expect(answer.status).toBe(303);
  return answer.headers.get("location") ?? "";
}

describe("the payer's way", () => {
  it("leads over the bank to succeed_url, with the xact_id so encoded that it survives", async () => {
    const { url } = await sandbox.createLink({ reference_no: "WAY-1", succeed_url: "https://shop.example/ok?order=7" });
    const bank = await toBank(url);
    expect(bank.startsWith(`${sandbox.pagesUrl}/bank/3d?`)).toBe(true);
    const back = new URL((await submit(bank, { password: "a" })).headers.get("location") ?? "");
    expect(back.search).toMatch(/^\?order=7&xact_id=xk_EAAAA/);
    const xact_id = back.searchParams.get("xact_id");
    const { body } = await sandbox.paynet("transaction/check", { xact_id });
    expect(body.Data[0]).toMatchObject({ is_succeed: true, agent_reference: "WAY-1", card_holder: "ALİ DENEME" });
  });

  it("leads to error_url after a wrong password or a cancel, and the link can be tried again", async () => {
    const { url } = await sandbox.createLink({
      error_url: "https://shop.example/no",
      succeed_url: "https://shop.example/ok",
    });
    for (const answer of [{ password: "b" }, { password: "a", cancel: "1" }]) {
      const back = await submit(await toBank(url), answer);
      expect(back.headers.get("location")).toMatch(/^https:\/\/shop\.example\/no\?xact_id=xk_/);
    }
    const paid = await submit(await toBank(url), { password: "a" });
    expect(paid.headers.get("location")).toMatch(/^https:\/\/shop\.example\/ok\?xact_id=/);
  });

  it("charges an attempt once, however often the bank's form is sent", async () => {
    const { url } = await sandbox.createLink({ reference_no: "WAY-2", succeed_url: "https://shop.example/ok" });
    const bank = await toBank(url);
    const backs = await Promise.all(
      [1, 2, 3].map(async () => (await submit(bank, { password: "a" })).headers.get("location")),
    );
    expect(new Set(backs).size).toBe(1);
    expect((await sandbox.paynet("transaction/check", { reference_no: "WAY-2" })).body.Data).toHaveLength(1);
  });

  it("charges one of two payers who were both at the bank with a single-use link", async () => {
    const { url } = await sandbox.createLink({ reference_no: "WAY-3" });
    const [first, second] = [await toBank(url), await toBank(url)];
    expect((await submit(first, { password: "a" })).status).toBe(303);
    expect((await submit(second, { password: "a" })).status).toBe(410);
    expect((await sandbox.paynet("transaction/check", { reference_no: "WAY-3" })).body.Data).toHaveLength(1);
  });

  it("still charges a payer who was at the bank when the link was made passive", async () => {
    const { id, url } = await sandbox.createLink({ reference_no: "WAY-4" });
    const bank = await toBank(url);
    await sandbox.paynet("mailorder/status_update", { id, status: 3 });
    await submit(bank, { password: "a" });
    expect((await sandbox.paynet("mailorder/detail", { id })).body.xact_id).toMatch(/^xk_/);
  });

  it("ends on the sandbox's own result page when no address was given", async () => {
    const { url } = await sandbox.createLink();
    const back = (await submit(await toBank(url), { password: "a" })).headers.get("location") ?? "";
    expect(await (await fetch(reach(back))).text()).toContain("Ödemeniz alındı");
  });

  it("declines any card with the code 051", async () => {
    const { url } = await sandbox.createLink({ reference_no: "WAY-5" });
    const back = (await submit(await toBank(url, { cvc: "051" }), { password: "a" })).headers.get("location") ?? "";
    expect(await (await fetch(reach(back))).text()).toContain("Yetersiz bakiye");
  });
});

describe("the PayLink page", () => {
  it("says in Turkish who asks for how much, marks itself as a sandbox and escapes what it shows", async () => {
    const { url } = await sandbox.createLink({ name_surname: "<script>x</script>", amount: 1234.5, note: 'a"b' });
    const page = await fetch(reach(url));
    const text = await page.text();
    expect(text).toContain('<html lang="tr">');
    for (const shown of ["1.234,50 TL", "Demo Elektronik", "Deneme ortamı", "Paynet sandbox", "6 taksit"]) {
      expect(text).toContain(shown);
    }
    expect(text).not.toContain("<script");
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  it("comes back with the fault marked and without the card code", async () => {
    const { url } = await sandbox.createLink();
    const answer = await submit(url, { ...CARD, number: "4355084355084359", cvc: "987" });
    const text = await answer.text();
    expect(answer.status).toBe(422);
    expect(text).toContain("Kart numarası geçersiz.");
    expect(text).not.toContain("987");
  });

  it("has pages of its own for used, passive, expired and unknown links", async () => {
    const used = await sandbox.createLink();
    await sandbox.control("POST", `paylinks/${used.id}/pay`, {});
    const passive = await sandbox.createLink();
    await sandbox.paynet("mailorder/status_update", { id: passive.id, status: 3 });
    const brief = await sandbox.createLink({ expire_date: 1 });
    await sandbox.control("POST", "clock", { advance_seconds: 3_600 });
    for (const [url, status, text] of [
      [used.url, 410, "ödeme yapıldı"],
      [passive.url, 410, "Bağlantı kapatıldı"],
      [brief.url, 410, "süresi doldu"],
      [`${sandbox.pagesUrl}/S/M?id=nothing`, 404, "bulunamadı"],
    ] as const) {
      const page = await fetch(reach(url));
      expect([page.status, (await page.text()).includes(text)]).toEqual([status, true]);
    }
  });
});

describe("faults of the browser's return", () => {
  const order = (effect: string, more: object = {}) =>
    sandbox.control("POST", "faults", { provider: "paynet", operation: "return", effect, ...more });

  it("none loses the browser although the payment and its webhook happen", async () => {
    const sink = await openHookSink();
    const { url } = await sandbox.createLink({ confirmation_url: sink.url, succeed_url: "https://shop.example/ok" });
    const bank = await toBank(url);
    await order("none");
    expect((await submit(bank, { password: "a" })).status).toBe(200);
    expect((await sink.next()).body.is_succeed).toBe(true);
    await sink.close();
  });

  it("first brings the browser back before queries know of the payment", async () => {
    const { url } = await sandbox.createLink({ reference_no: "BACK-1", succeed_url: "https://shop.example/ok" });
    const bank = await toBank(url);
    await order("first", { delay_ms: 60_000 });
    expect((await submit(bank, { password: "a" })).status).toBe(303);
    expect((await sandbox.paynet("transaction/check", { reference_no: "BACK-1" })).status).toBe(404);
    await sandbox.control("POST", "clock", { advance_seconds: 60 });
    expect((await sandbox.paynet("transaction/check", { reference_no: "BACK-1" })).status).toBe(200);
  });

  it("reorder lets the webhook arrive before the browser, duplicate opens the address twice", async () => {
    const sink = await openHookSink();
    const { url } = await sandbox.createLink({ confirmation_url: sink.url });
    const bank = await toBank(url);
    await order("reorder");
    await submit(bank, { password: "a" });
    expect(sink.received()).toBe(1);
    const again = await sandbox.createLink({ succeed_url: sink.url });
    const secondBank = await toBank(again.url);
    await order("duplicate");
    await submit(secondBank, { password: "a" });
    expect(sink.received()).toBe(2);
    await sink.close();
  });
});

describe("the index page", () => {
  it("lists keys, cards, sentinels and links to pay", async () => {
    const { url } = await sandbox.createLink();
    const text = await (await fetch(sandbox.url)).text();
    for (const shown of ["sck_sandbox_demo", "4355084355084358", "…,51", url]) expect(text).toContain(shown);
  });
});
