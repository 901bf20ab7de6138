import { appendFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { statements } from "@/db/client";
import { anchorFile } from "@/lib/audit/anchors";
import { readAuditChain } from "@/lib/audit/audit-chain";
import { checkAudit } from "@/lib/audit/check-audit.system";
import { exportAudit } from "@/lib/audit/export-audit";
import { listAudit } from "@/lib/audit/queries";
import { AuditFilter } from "@/lib/audit/schemas";
import { ROLES } from "@/lib/auth/permissions";
import { systemClock } from "@/lib/kernel/clock";
import { deactivatePaylink } from "@/lib/paylinks/deactivate-paylink";
import type { PaylinkDto } from "@/lib/paylinks/schemas";
import { makeContext } from "../../support/context";
import { createMerchant, SANDBOX_KEYS, type TestMerchant } from "../../support/factories";
import { book, createLink, transactionOf } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";

const product = useProduct({ checksInvariants: false });
let merchant: TestMerchant;
let other: TestMerchant;
let link: PaylinkDto;
let payment: string;

beforeAll(async () => {
  merchant = await createMerchant();
  other = await createMerchant({ sandboxKey: SANDBOX_KEYS.other });
  link = await createLink(merchant, { note: "=HYPERLINK(1)" });
  const result = await book(merchant, link, transactionOf(link));
  if (result.kind !== "booked") throw new Error("not booked");
  payment = result.paymentId;
  for (let more = 0; more < 4; more += 1) await createLink(merchant);
  const closed = await createLink(merchant);
  await deactivatePaylink(makeContext(merchant), { id: closed.id });
  await createLink(other);
});

const list = (filter: Record<string, unknown> = {}, wish = {}) =>
  listAudit(makeContext(merchant, wish), AuditFilter.parse(filter));

describe("the audit log on the screen", () => {
  it("pages by its own number: every line once, newest first", async () => {
    const all = (await list({ limit: 1000 })).data;
    const paged = [];
    for (let after: string | undefined; ; after = paged.at(-1)?.id) {
      const page = await list({ limit: 3, ...(after === undefined ? {} : { after }) });
      paged.push(...page.data);
      if (!page.has_more) break;
    }
    expect(paged).toEqual(all);
    expect(all.map(({ id }) => BigInt(id))).toEqual(all.map(({ id }) => BigInt(id)).sort((a, b) => (a < b ? 1 : -1)));
    expect(all.length).toBeGreaterThan(10);
  });

  it("filters by who, about what, one id, and Istanbul's days", async () => {
    const byPerson = (await list({ actor: merchant.ownerId, limit: 1000 })).data;
    expect(new Set(byPerson.map(({ actor_id }) => actor_id))).toEqual(new Set([merchant.ownerId]));
    expect(byPerson[0]?.actor_name).toBe("Test owner");
    const bySystem = (await list({ actor: "system", limit: 1000 })).data;
    expect(new Set(bySystem.map(({ actor_kind }) => actor_kind))).toEqual(new Set(["system"]));
    const payments = (await list({ subject: "payment", limit: 1000 })).data;
    expect(new Set(payments.map(({ subject_kind }) => subject_kind))).toEqual(new Set(["payment"]));
    const one = (await list({ q: payment, limit: 1000 })).data;
    expect(one.length).toBeGreaterThan(0);
    expect(one.every((row) => row.subject_id === payment || row.payment_id === payment)).toBe(true);
    expect((await list({ action: "payment.captured" })).data).toHaveLength(1);
    const today = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Istanbul" }).format(systemClock.now());
    expect((await list({ from: today, to: today, limit: 1000 })).data).toEqual((await list({ limit: 1000 })).data);
    expect((await list({ to: "2020-01-01" })).data).toEqual([]);
    expect((await list({ from: "2100-01-01" })).data).toEqual([]);
  });

  it("shows nothing of another merchant or the other mode", async () => {
    expect(JSON.stringify(await list({ limit: 1000 }))).not.toContain(other.id);
    expect((await list({}, { mode: "live" })).data).toEqual([]);
    const theirs = await listAudit(makeContext(other), AuditFilter.parse({}));
    expect((await list({ q: theirs.data[0]?.subject_id })).data).toEqual([]);
  });

  it.each(ROLES)("is open to a %s only when the table says so", async (role) => {
    const work = list({}, { role });
    if (["owner", "admin", "auditor"].includes(role)) expect((await work).data.length).toBeGreaterThan(0);
    else await expect(work).rejects.toMatchObject({ code: "forbidden" });
  });
});

async function csvOf(wish = {}): Promise<string> {
  let text = "";
  for await (const part of await exportAudit(makeContext(merchant, wish), AuditFilter.parse({}))) text += part;
  return text;
}

describe("the export", () => {
  it("holds every line that the screen shows, disarms formulas, and writes that it was taken", async () => {
    const before = (await list({ limit: 1000 })).data.length;
    const lines = (await csvOf()).trimEnd().split("\r\n");
    expect(lines).toHaveLength(before + 2);
    expect(lines[0]?.startsWith("\uFEFFid,at,actor_kind")).toBe(true);
    for (const line of lines.slice(1)) for (const cell of line.split(",")) expect(cell).not.toMatch(/^"?[=+@]/);
    expect((await list({ action: "audit.exported" })).data[0]).toMatchObject({ actor_id: merchant.ownerId });
  });

  it("is streamed: the first part comes before the last page is read", async () => {
    const parts = await exportAudit(makeContext(merchant), AuditFilter.parse({}));
    expect((await parts.next()).value).toMatch(/^\uFEFFid,/);
    expect((await parts.return(undefined)).done).toBe(true);
  });

  it("is not for who may only read, nor for who may only export", async () => {
    await expect(csvOf({ permissions: ["audit:read"] })).rejects.toMatchObject({ code: "forbidden" });
    await expect(csvOf({ permissions: ["exports:run"] })).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("the banner over the log", () => {
  it("counts the tail that is not sealed, then the seal; and is not verified before somebody looked", async () => {
    const before = await readAuditChain(makeContext(merchant));
    expect(before).toMatchObject({ sealed: 0, anchored_at: null, verified_at: null });
    expect(before.unsealed).toBeGreaterThan(10);
    await statements("vezne_system")`select seal_audit(1000)`;
    const after = await readAuditChain(makeContext(merchant));
    expect(after).toMatchObject({ sealed: before.unsealed, unsealed: 0, findings: 0 });
    expect(after.sealed_at).not.toBeNull();
  });

  it("names the last anchor on this machine and the last check", async () => {
    const anchor = { merchant_id: merchant.id, position: "3", hash: "x", at: "2026-11-22T10:00:00.000Z", mac: "y" };
    appendFileSync(anchorFile(), `${JSON.stringify({ ...anchor, position: "1" })}\n${JSON.stringify(anchor)}\n`);
    await checkAudit(systemClock);
    const chain = await readAuditChain(makeContext(merchant));
    expect(chain).toMatchObject({ anchor_position: 3, anchored_at: anchor.at });
    expect(chain.verified_at).not.toBeNull();
    // Both planted anchors are forged, and that is what the check says.
    expect(chain.findings).toBeGreaterThan(0);
    expect((await readAuditChain(makeContext(other))).findings).toBe(0);
  });

  it("tells a merchant whose row was changed", async () => {
    for (const table of ["audit_log", "audit_seals"]) await product.rows(`alter table ${table} disable trigger user`);
    await product.rows("update audit_log set action = 'nothing.happened' where merchant_id = $1", [other.id]);
    for (const table of ["audit_log", "audit_seals"]) await product.rows(`alter table ${table} enable trigger user`);
    await checkAudit(systemClock);
    expect((await readAuditChain(makeContext(other))).findings).toBeGreaterThan(0);
  });
});
