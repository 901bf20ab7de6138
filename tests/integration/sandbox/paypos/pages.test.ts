import { describe, expect, it } from "vitest";
import { openHookSink } from "../sandbox-harness";
import { usePosSandbox } from "./pos-harness";

const pos = usePosSandbox();
const phone = (id: string) => `${pos.url}/paypos/phone?payment_session_id=${id}`;
const look = async (url: string) => {
  const answer = await fetch(url, { redirect: "manual" });
  return { status: answer.status, text: await answer.text(), location: answer.headers.get("location") };
};
async function press(id: string, fields: Record<string, string>) {
  const answer = await fetch(phone(id), { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
  return { status: answer.status, text: await answer.text(), location: answer.headers.get("location") };
}
const rows = async (key: string, id: string) => (await pos.check(key, id)).body.Data;

describe("the phone without anything on it", () => {
  it("is linked from the sandbox's index and lists sessions", async () => {
    expect((await look(`${pos.url}/`)).text).toContain('href="/paypos"');
    // The demo's sale that waits for its card.
    expect((await look(`${pos.url}/paypos`)).text).toContain("SAHA-422");
    const { id } = await pos.started({ reference_no: "LISTED-1", amount: 1_234.5 });
    const { text } = await look(`${pos.url}/paypos`);
    expect(text).toContain("LISTED-1");
    expect(text).toContain("1.234,50 TL");
    expect(text).toContain(`/paypos/phone?payment_session_id=${id}`);
  });

  it("opens the link that the provider answered, and says so when it is none", async () => {
    const { id, body } = await pos.started();
    const open = (link: string) => look(`${pos.url}/paypos/open?link=${encodeURIComponent(link)}`);
    for (const link of [body.deeplink_url ?? "", ` ${id.toLowerCase()} `])
      expect(await open(link)).toMatchObject({ status: 303, location: `/paypos/phone?payment_session_id=${id}` });
    for (const link of ["", "paynetpaypos://payment", `${id}0`, "0000000000000000", '"><script>']) {
      const { status, text } = await open(link);
      expect(status).toBe(422);
      expect(text).not.toContain("<script>");
    }
    expect((await look(phone("0000000000000000"))).status).toBe(404);
  });
});

describe("a session on the phone", () => {
  it("shows its sum, is open from then on, and a card that is held to it pays", async () => {
    const { key, id } = await pos.started({ amount: 1_234.5, description: "Masa <4>", callback_url: "myshop://r" });
    const { text } = await look(phone(id));
    expect(text).toContain("1.234,50 TL");
    expect(text).toContain("Masa &lt;4&gt;");
    expect((await pos.control("GET", "state")).body.paynet.pos.at(-1)).toMatchObject({ status: "opened" });
    const paid = await press(id, { action: "approve", card: "5571135571135575" });
    expect(paid).toMatchObject({ status: 303, location: `/paypos/phone?payment_session_id=${id}` });
    const after = await look(phone(id));
    expect(after.text).toContain("Ödeme alındı: 1.234,50 TL, 557113******5575");
    expect(after.text).toMatch(/href="myshop:\/\/r\?data=[\w-]+"/);
    expect(await rows(key, id)).toMatchObject([{ is_succeed: true, amount: 1_234.5 }]);
    expect((await press(id, { action: "approve" })).status).toBe(409);
    expect(await rows(key, id)).toHaveLength(1);
  });

  it("is declined and tried again", async () => {
    const { key, id } = await pos.started();
    await press(id, { action: "decline" });
    expect((await look(phone(id))).text).toContain("Bankanın yanıtı: Onaylanmadı");
    await press(id, { action: "approve" });
    expect(await rows(key, id)).toMatchObject([{ is_succeed: false }, { is_succeed: true }]);
  });

  it("goes back to a web address at once, with the result; the webhook is sent as well", async () => {
    const hook = await openHookSink();
    await pos.control("POST", "paynet/agents", { agent_id: "2044", webhook_url: hook.url });
    const { id } = await pos.started({ callback_url: "https://shop.example/return?order=7" });
    expect(await press(id, { action: "back" })).toMatchObject({
      status: 303,
      location: expect.stringMatching(/^https:\/\/shop\.example\/return\?order=7&data=/),
    });
    expect((await press(id, { action: "approve" })).location).toMatch(
      /^https:\/\/shop\.example\/return\?order=7&data=/,
    );
    expect((await hook.next()).body).toMatchObject({ payment_session_id: id, is_succeed: true });
    await pos.control("POST", "paynet/agents", { agent_id: "2044", webhook_url: "" });
    await hook.close();
  });

  it("loses its way back", async () => {
    const { key, id } = await pos.started({ callback_url: "myshop://r" });
    const { location } = await press(id, { action: "lose_callback" });
    const { text } = await look(`${pos.url}${location}`);
    expect(text).toContain("Uygulamaya dönülmedi");
    expect(text).not.toContain("myshop:");
    expect(await rows(key, id)).toMatchObject([{ is_succeed: true }]);
  });

  it("is left, and may succeed late", async () => {
    const { key, id } = await pos.started();
    await press(id, { action: "abandon" });
    expect((await look(phone(id))).text).toContain("Oturum yarım bırakıldı");
    expect((await press(id, { action: "approve" })).status).toBe(409);
    await press(id, { action: "late_success" });
    expect(await rows(key, id)).toMatchObject([{ is_succeed: true }]);
  });

  it("takes money back", async () => {
    const { key, id } = await pos.started();
    const { xact_id } = (await pos.act(id, "approve")).body;
    const begun = await pos.call("softpos/init_reversal_transaction", { xact_id }, { "session-key": key });
    const reversal = begun.body.payment_session_id;
    expect((await look(phone(reversal))).text).toContain("435508******4358");
    await press(reversal, { action: "approve" });
    expect((await look(phone(reversal))).text).toContain("İade tamamlandı: 149,90 TL");
    expect((await pos.paynet("transaction/detail", { xact_id })).body.Data[0].reversed).toBe(true);
  });

  it("does nothing at an unknown button or with a card nobody has", async () => {
    const { key, id } = await pos.started();
    expect((await press(id, { action: "explode" })).status).toBe(409);
    expect((await press(id, { action: "approve", card: "1" })).text).toContain("Bu kart okunamadı");
    expect(await rows(key, id)).toEqual([]);
  });
});
