import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openSandbox } from "../../../../sandbox/open-sandbox";
import { readSettings } from "../../../../sandbox/settings";
import { openHookSink, speakTo } from "../sandbox-harness";
import { speakPos } from "./pos-harness";

it("a restart keeps keys, sessions, sales and addresses", async () => {
  const hook = await openHookSink();
  const dataDir = mkdtempSync(join(tmpdir(), "vezne-pos-"));
  const open = () => openSandbox({ ...readSettings({}), port: 0, dataDir, strict: true });
  const speak = (url: string) => speakPos({ ...speakTo(url), pagesUrl: "", close: async () => undefined });
  const first = await open();
  const before = speak(first.world.apiUrl);
  await before.control("POST", "paynet/agents", { agent_id: "2044", webhook_url: hook.url });
  const waiting = await before.started();
  const paid = await before.started();
  const { xact_id } = (await before.act(paid.id, "decline")).body;
  await first.close();
  const second = await open();
  const after = speak(second.world.apiUrl);
  expect((await after.check(paid.key, paid.id)).body.Data).toMatchObject([{ xact_id, is_succeed: false }]);
  expect((await after.act(waiting.id, "approve")).body).toMatchObject({ result: "paid", webhook: "queued" });
  expect((await hook.next()).body.payment_session_id).toBe(waiting.id);
  expect((await after.check(waiting.key, waiting.id)).body.Data).toMatchObject([{ is_succeed: true }]);
  await second.close();
  await hook.close();
  rmSync(dataDir, { recursive: true, force: true });
});

it("the demo's introduction registers its dealers, and a reset keeps them", async () => {
  const hook = await openHookSink();
  const dataDir = mkdtempSync(join(tmpdir(), "vezne-pos-"));
  const agents = [{ account: "demo", agent_id: "2044", webhook_url: hook.url }];
  const introduction = { seeded_at: "2026-01-15T09:00:00.000Z", addresses: {}, agents };
  writeFileSync(join(dataDir, "introduction.json"), JSON.stringify(introduction));
  const sandbox = await openSandbox({ ...readSettings({}), port: 0, dataDir, strict: true });
  const pos = speakPos({ ...speakTo(sandbox.world.apiUrl), pagesUrl: "", close: async () => undefined });
  for (const reset of [false, true]) {
    if (reset) await pos.control("POST", "reset", {});
    const { id } = await pos.started();
    expect((await pos.act(id, "approve")).body.webhook).toBe("queued");
    expect((await hook.next()).body.payment_session_id).toBe(id);
  }
  await sandbox.close();
  await hook.close();
  rmSync(dataDir, { recursive: true, force: true });
});
