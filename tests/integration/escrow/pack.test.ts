import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { unzipSync, zipSync } from "fflate";
import { beforeAll, describe, expect, it } from "vitest";
import { GET as readPack } from "@/app/api/v1/escrow_accounts/[id]/pack/route";
import { openDispute } from "@/lib/escrow/disputes/open-dispute";
import { addEvidence, confirmDelivery } from "@/lib/escrow/evidence/add-evidence";
import { checkPack } from "@/lib/escrow/pack/archive";
import { exportEvidencePack } from "@/lib/escrow/pack/export-pack";
import { requestRelease } from "@/lib/escrow/releases/request-release";
import type { EscrowDto } from "@/lib/escrow/schemas";
import { makeContext } from "../../support/context";
import { heldCase } from "../../support/escrow/factories-escrow";
import { createApiKey, createMerchant, type TestMerchant } from "../../support/factories";
import { createLink, PayerBrowser } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";

const product = useProduct();
const PHOTO = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
  "base64",
);
let merchant: TestMerchant;
let held: EscrowDto;
const owner = () => makeContext(merchant);
const take = () => exportEvidencePack(owner(), held.id);
const json = (bytes: Uint8Array, name: string) =>
  JSON.parse(Buffer.from(unzipSync(bytes)[name] ?? []).toString("utf8"));

beforeAll(async () => {
  merchant = await createMerchant();
  held = await heldCase(merchant, 90_000, { serial: "SN-KOLTUK-17" });
  const files = [{ name: "kapı.png", content_base64: PHOTO.toString("base64") }];
  await addEvidence(owner(), { id: held.id, evidence: { note: "kargoya hazır", files } });
  await confirmDelivery(owner(), { id: held.id, evidence: { serial: "SN-KOLTUK-17" } });
  await requestRelease(owner(), { id: held.id, amount: 40_000, note: "ilk bölüm" });
  await openDispute(owner(), { id: held.id, reason: "renk farklı" });
});

describe("the evidence pack", () => {
  it("holds everything about the case, and of the card only its first and last digits", async () => {
    const { bytes, name } = await take();
    expect(name).toMatch(new RegExp(`^${held.id}-v\\d+\\.zip$`));
    expect(checkPack(bytes).findings).toEqual([]);
    const files = unzipSync(bytes);
    expect(Object.keys(files).filter((file) => !file.startsWith("files/"))).toEqual(
      [
        "account.json",
        "disputes.json",
        "evidence.json",
        "journals.json",
        "manifest.json",
        "manifest.sha256",
        "payment.json",
        "receipt.pdf",
        "requests.json",
        "terms.json",
        "three-d.json",
        "timeline.json",
      ].sort((a, b) => a.localeCompare(b)),
    );
    const [photo] = Object.entries(files).filter(([file]) => file.startsWith("files/"));
    expect(photo?.[0]).toMatch(/^files\/[0-9a-f]{64}\.png$/);
    expect(Buffer.from(photo?.[1] ?? [])).toEqual(PHOTO);
    expect(
      Buffer.from(files["receipt.pdf"] ?? [])
        .subarray(0, 5)
        .toString(),
    ).toBe("%PDF-");
    expect(json(bytes, "terms.json")).toEqual(held.terms);
    expect(json(bytes, "three-d.json")[0].card).toMatchObject({ bin: "435508", last4: "4358" });
    expect(json(bytes, "requests.json")).toMatchObject([{ kind: "release", amount: 40_000 }]);
    expect(json(bytes, "disputes.json")).toMatchObject([{ kind: "staff", status: "open", reason: "renk farklı" }]);
    expect(json(bytes, "evidence.json").map(({ kind }: { kind: string }) => kind)).toEqual(["note", "photo", "serial"]);
    expect(json(bytes, "journals.json").map(({ kind }: { kind: string }) => kind)).toContain("release");
    const told = json(bytes, "timeline.json").map(({ action }: { action: string }) => action);
    expect(told).toEqual(expect.arrayContaining(["escrow.held", "release.applied", "escrow.disputed"]));
  });

  it("is the same to the byte when it is taken again: its own line in the log is no part of it", async () => {
    const first = await take();
    await product.advance(90);
    const second = await take();
    expect(Buffer.from(second.bytes).equals(Buffer.from(first.bytes))).toBe(true);
    const lines = await product.rows<{ hash: string; actor: string }>(
      `select data->>'manifest_sha256' as hash, actor_id as actor from audit_log
       where action = 'escrow.pack_exported' and subject_id = $1 order by seq desc limit 2`,
      [held.id],
    );
    expect(lines).toEqual(Array(2).fill({ hash: first.manifestHash, actor: merchant.ownerId }));
  });

  it("is another pack once the case went on", async () => {
    const before = await take();
    await addEvidence(owner(), { id: held.id, evidence: { note: "müşteri aradı" } });
    const after = await take();
    expect(after.manifestHash).not.toBe(before.manifestHash);
    expect(json(after.bytes, "manifest.json").as_of.version).toBeGreaterThan(
      json(before.bytes, "manifest.json").as_of.version,
    );
  });

  it("is found to be changed, whichever byte of it changes", async () => {
    const { bytes, manifestHash } = await take();
    const missed: number[] = [];
    for (let place = 0; place < bytes.length; place += 23) {
      const changed = Uint8Array.from(bytes);
      changed[place] = (changed[place] ?? 0) ^ 1;
      if (checkPack(changed).findings.length === 0) missed.push(place);
    }
    expect(missed).toEqual([]);
    const names = Object.keys(unzipSync(bytes));
    for (const name of names) {
      const files = unzipSync(bytes);
      files[name] = Buffer.concat([files[name] ?? Buffer.alloc(0), Buffer.from(" ")]);
      const found = checkPack(zipSync(files, { level: 0, mtime: "1980-01-01T00:00:00" }));
      expect(found.findings, name).not.toEqual([]);
    }
    const { "terms.json": _terms, ...without } = unzipSync(bytes);
    expect(checkPack(zipSync(without, { level: 0 })).findings).toContain("missing: terms.json");
    const more = { ...unzipSync(bytes), "extra.txt": Buffer.from("x") };
    expect(checkPack(zipSync(more, { level: 0 })).findings).toContain("not in the manifest: extra.txt");
    expect(checkPack(bytes).manifestHash).toBe(manifestHash);
  });

  it("masks the contact for a role that may not see it, and refuses one without the case", async () => {
    const { bytes } = await exportEvidencePack(makeContext(merchant, { role: "auditor" }), held.id);
    expect(json(bytes, "manifest.json").contact).toBe("masked");
    expect(json((await take()).bytes, "manifest.json").contact).toBe("full");
    await expect(exportEvidencePack(makeContext(merchant, { role: "cashier" }), held.id)).rejects.toMatchObject({
      code: "forbidden",
    });
    const other = await createMerchant();
    await expect(exportEvidencePack(makeContext(other), held.id)).rejects.toMatchObject({ code: "not_found" });
  });

  it("goes out by REST as a file, and the command line tells whether a copy is whole", async () => {
    const key = await createApiKey(merchant);
    const answer = await readPack(
      new Request("http://127.0.0.1/api/v1", { headers: { authorization: `Bearer ${key}` } }),
      { params: Promise.resolve({ id: held.id }) },
    );
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/zip"]);
    const bytes = Buffer.from(await answer.arrayBuffer());
    const folder = mkdtempSync(path.join(os.tmpdir(), "vezne-pack-"));
    const verify = (file: string) =>
      promisify(execFile)(process.execPath, [
        "--conditions=react-server",
        "--import",
        "tsx",
        "scripts/verify/evidence-verify.ts",
        file,
      ])
        .then(({ stdout }) => ({ code: 0, stdout }))
        .catch((cause: { code: number; stdout: string }) => cause);
    const [whole, changed] = [path.join(folder, "whole.zip"), path.join(folder, "changed.zip")];
    writeFileSync(whole, bytes);
    writeFileSync(changed, Buffer.from(bytes).fill(0x20, 400, 401));
    const [sound, broken] = await Promise.all([verify(whole), verify(changed)]);
    rmSync(folder, { recursive: true });
    expect([sound.code, sound.stdout]).toEqual([0, expect.stringContaining("the pack is whole")]);
    expect([broken.code, broken.stdout]).toEqual([1, expect.stringContaining("finding(s)")]);
  });

  it("has nothing to show before something was held", async () => {
    const link = await createLink(merchant, { amount: 50_000, escrow: { enabled: true } });
    await new PayerBrowser().goToPayment(link);
    const [pending] = await product.rows<{ id: string }>(
      "select e.id from escrow_accounts e join payments p on p.id = e.payment_id where p.paylink_id = $1",
      [link.id],
    );
    await expect(exportEvidencePack(owner(), pending?.id ?? "")).rejects.toMatchObject({
      details: { reason: "escrow_is_pending" },
    });
  });
});
