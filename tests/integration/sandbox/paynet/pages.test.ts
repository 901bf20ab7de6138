import { describe, expect, it } from "vitest";
import { type Ids, useSessionSandbox } from "./session-harness";

const sandbox = useSessionSandbox();

/** The action and the hidden fields of the one form of a page. */
function formOf(page: string): { action: string; fields: URLSearchParams } {
  const plain = (text: string) => text.replaceAll("&amp;", "&").replaceAll("&quot;", '"');
  const action = plain(/<form method="post" action="([^"]*)"/.exec(page)?.[1] ?? "");
  const inputs = [...page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)];
  return { action, fields: new URLSearchParams(inputs.map(([, name, value]) => [name ?? "", plain(value ?? "")])) };
}

/** From `post_url` to the page that sends the browser back to the shop. */
async function atBank(post_url: string, typed: Record<string, string>): Promise<string> {
  const bank = await (await fetch(post_url)).text();
  const action = new URL(formOf(bank).action, sandbox.pagesUrl);
  return (await fetch(action, { method: "POST", body: new URLSearchParams(typed) })).text();
}

const order = (effect: string) =>
  sandbox.control("POST", "faults", { provider: "paynet", operation: "return", effect });

describe("the payer's way", () => {
  it("post_url, the bank, the form back, the charge: a whole journey over HTTP", async () => {
    const { body } = await sandbox.start({ reference_no: "J-1" });
    const gate = await fetch(body.post_url, { redirect: "manual" });
    expect(gate.status).toBe(303);
    expect(gate.headers.get("location")).toMatch(/^http:\/\/localhost:\d+\/bank\/3d\/session\?id=/);
    const bank = await (await fetch(body.post_url)).text();
    expect(bank).toContain("149,90 TL");
    expect(bank).toContain("435508******4358");
    const back = formOf(await atBank(body.post_url, { password: "a" }));
    expect(back.action).toBe(sandbox.shop.url);
    expect(Object.fromEntries(back.fields)).toEqual({ session_id: body.session_id, token_id: body.token_id });
    await fetch(back.action, { method: "POST", body: back.fields });
    const hook = await sandbox.shop.next();
    expect(hook.headers["content-type"]).toMatch(/^application\/x-www-form-urlencoded/);
    expect(await sandbox.rows("J-1")).toEqual([]);
    const ids = Object.fromEntries(new URLSearchParams(hook.text)) as unknown as Ids;
    expect((await sandbox.charge(ids)).body).toMatchObject({ code: 0, is_succeed: true, reference_no: "J-1" });
    expect(await sandbox.rows("J-1")).toHaveLength(1);
  });

  it("opened again after the bank leads back to the shop, and asks for no second password", async () => {
    const { body } = await sandbox.start();
    await atBank(body.post_url, { password: "a" });
    const again = formOf(await (await fetch(body.post_url)).text());
    expect(again.action).toBe(sandbox.shop.url);
    const bank = `${sandbox.pagesUrl}/bank/3d/session?${new URLSearchParams({ id: body.session_id })}`;
    const late = await fetch(bank, { method: "POST", body: new URLSearchParams({ password: "wrong" }) });
    expect(formOf(await late.text()).fields.has("message")).toBe(false);
    expect((await sandbox.charge(body)).body).toMatchObject({ is_succeed: true });
  });

  it.each([
    ["a wrong password", { password: "b" }],
    ["giving up", { password: "a", cancel: "1" }],
  ])("with %s comes back with a message and is charged nothing", async (_what, typed) => {
    const { body } = await sandbox.start();
    const back = formOf(await atBank(body.post_url, typed as Record<string, string>));
    expect(back.fields.get("session_id")).toBe(body.session_id);
    expect(back.fields.get("message")).toBeTruthy();
    expect((await sandbox.charge(body)).body).toMatchObject({ result_code: 16 });
  });

  it("by post_url with another token, or by the self-submitting form", async () => {
    const { body } = await sandbox.start();
    const { body: other } = await sandbox.start();
    expect((await fetch(body.post_url.replace(body.token_id, other.token_id))).status).toBe(404);
    const posted = await fetch(body.post_url, { method: "POST", redirect: "manual" });
    expect(posted.status).toBe(303);
  });
});

describe("faults on the way back", () => {
  it("none: passed, and nobody comes back", async () => {
    const { body } = await sandbox.start();
    await order("none");
    expect(await atBank(body.post_url, { password: "a" })).not.toContain(sandbox.shop.url);
    expect((await sandbox.charge(body)).body).toMatchObject({ code: 0, is_succeed: true });
  });

  it("duplicate: the shop hears of it once more before the browser comes", async () => {
    const { body } = await sandbox.start();
    const before = sandbox.shop.received();
    await order("duplicate");
    const back = formOf(await atBank(body.post_url, { password: "a" }));
    expect(sandbox.shop.received()).toBe(before + 1);
    expect(back.action).toBe(sandbox.shop.url);
    await sandbox.shop.next();
  });
});

describe("POST /_control/checkouts/{session_id}/finish", () => {
  it.each([
    ["ok", "passed", true],
    ["fail", "failed_3d", true],
    ["close_before", "awaiting_3d", false],
    ["close_after", "passed", false],
  ])("%s leaves the session %s", async (result, status, returns) => {
    const { body } = await sandbox.start();
    const before = sandbox.shop.received();
    const answer = await sandbox.finish(body, result);
    expect(answer.body).toEqual({ result, status, return: returns ? "queued" : "none" });
    if (!returns) return expect(sandbox.shop.received()).toBe(before);
    const hook = new URLSearchParams((await sandbox.shop.next()).text);
    expect(hook.get("session_id")).toBe(body.session_id);
    expect(hook.get("token_id")).toBe(body.token_id);
    expect(hook.has("message")).toBe(result === "fail");
  });

  it("takes the id with its slash as it is, knows no other, and walks once", async () => {
    const { body } = await sandbox.start();
    const finish = (id: string) => sandbox.control("POST", `checkouts/${id}/finish`, { result: "close_after" });
    expect((await finish("js_none")).status).toBe(404);
    expect((await finish(body.session_id)).status).toBe(200);
    expect((await finish(body.session_id)).status).toBe(409);
  });
});
