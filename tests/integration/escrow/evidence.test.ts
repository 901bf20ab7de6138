import { beforeAll, describe, expect, it } from "vitest";
import { getEscrow } from "@/lib/escrow/desk/queries";
import { addEvidence, confirmDelivery } from "@/lib/escrow/evidence/add-evidence";
import { getEvidenceFile } from "@/lib/escrow/evidence/repository";
import { releaseInBulk } from "@/lib/escrow/releases/bulk-release";
import { requestRelease } from "@/lib/escrow/releases/request-release";
import { makeContext } from "../../support/context";
import { heldCase } from "../../support/escrow/factories-escrow";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { useProduct } from "../../support/product-process";

const product = useProduct({ providerTimeoutMs: 1_500, poolSize: 12 });
let merchant: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant();
});

const owner = () => makeContext(merchant);
/** The smallest picture there is: one transparent pixel. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);
const photo = (content: Buffer, name = "masa.jpg") => ({ name, content_base64: content.toString("base64") });

describe("evidence", () => {
  it("is stored once under the hash of its bytes and is what its bytes are, not what its name says", async () => {
    const one = await heldCase(merchant, 10_000);
    const two = await heldCase(merchant, 10_000);
    const first = await confirmDelivery(owner(), { id: one.id, evidence: { files: [photo(PNG)] } });
    await confirmDelivery(owner(), { id: two.id, evidence: { files: [photo(PNG, "başka ad.png")] } });
    expect(first).toMatchObject({ evidence_class: "photo", substate: "delivered" });
    const sha256 = first.evidence[0]?.file?.sha256 ?? "";
    expect(await product.rows("select media_type from evidence_files where merchant_id = $1", [merchant.id])).toEqual([
      { media_type: "image/png" },
    ]);
    expect((await getEvidenceFile(owner(), sha256)).content.equals(PNG)).toBe(true);
    const other = makeContext(await createMerchant());
    await expect(getEvidenceFile(other, sha256)).rejects.toMatchObject({ code: "not_found" });
  });

  it.each([
    ["a program named as a picture", Buffer.from("#!/bin/sh\necho hello\n"), "file_type_not_accepted"],
    ["a page", Buffer.from("<!doctype html><script>1</script>"), "file_type_not_accepted"],
    ["more than five mebibytes", Buffer.concat([PNG, Buffer.alloc(5 * 1_024 * 1_024)]), "file_too_large"],
  ])("%s is refused and nothing is kept", async (_what, content, message) => {
    const held = await heldCase(merchant, 10_000);
    const work = confirmDelivery(owner(), { id: held.id, evidence: { files: [photo(content)] } });
    await expect(work).rejects.toMatchObject({ code: "invalid_input", details: { errors: [{ message }] } });
    expect(await getEscrow(owner(), held.id)).toMatchObject({ evidence: [], delivered_at: null });
  });

  it("cannot be changed afterwards, not even by a superuser", async () => {
    const held = await heldCase(merchant, 10_000);
    await addEvidence(owner(), { id: held.id, evidence: { files: [photo(PNG)] } });
    const tampered = product.rows("update evidence_files set content = 'x'::bytea, size = 1");
    await expect(tampered).rejects.toMatchObject({ code: "VZ002" });
    await expect(product.rows("delete from escrow_evidence")).rejects.toMatchObject({ code: "VZ002" });
  });

  it("of another serial number than was sold is kept and confirms nothing; the right one does", async () => {
    const held = await heldCase(merchant, 10_000, { serial: "356938035643809" });
    await expect(
      confirmDelivery(owner(), { id: held.id, evidence: { serial: "356938035643817" } }),
    ).rejects.toMatchObject({
      details: { reason: "serial_does_not_match" },
    });
    const kept = await getEscrow(owner(), held.id);
    expect(kept).toMatchObject({ delivered_at: null, evidence_class: "none" });
    expect(kept.evidence[0]).toMatchObject({ kind: "serial", serial_matches: false });
    const right = await confirmDelivery(owner(), { id: held.id, evidence: { serial: "35693803 5643809" } });
    expect(right).toMatchObject({ evidence_class: "serial", substate: "delivered" });
  });

  it("paper that does not say the goods arrived is no proof of delivery", async () => {
    const held = await heldCase(merchant, 10_000);
    const after = await addEvidence(owner(), { id: held.id, evidence: { files: [photo(PNG)] } });
    expect(after).toMatchObject({ evidence_class: "none", delivered_at: null });
    const asked = await requestRelease(owner(), { id: held.id, note: "teslim" });
    expect(asked.requests[0]).toMatchObject({ status: "awaiting_approval" });
  });
});

describe("releasing several at once", () => {
  const delivered = async (amount: number) => {
    const held = await heldCase(merchant, amount);
    return confirmDelivery(owner(), { id: held.id, evidence: { files: [photo(PNG)] } });
  };

  it("takes one kind of evidence and the sum that was typed, and is repeated without a second effect", async () => {
    const cases = await Promise.all([delivered(10_000), delivered(20_000)]);
    const ids = cases.map(({ id }) => id);
    const wish = { evidence_class: "photo", ids, amount: 30_000, note: "teslim edildi" };
    await expect(releaseInBulk(owner(), { ...wish, amount: 30_001 })).rejects.toMatchObject({
      details: { reason: "total_changed", total: "30000" },
    });
    const note = await heldCase(merchant, 5_000);
    await confirmDelivery(owner(), { id: note.id, evidence: { note: "aradı" } });
    await expect(releaseInBulk(owner(), { ...wish, ids: [...ids, note.id], amount: 35_000 })).rejects.toMatchObject({
      details: { reason: "not_one_evidence_class" },
    });
    const again = { ...owner(), commandSeed: "bulk-release-test" };
    const first = await releaseInBulk(again, wish);
    expect(first.data.map(({ result }) => result)).toEqual(["released", "released"]);
    expect(await releaseInBulk(again, wish)).toEqual(first);
    for (const id of ids) expect((await getEscrow(owner(), id)).requests).toHaveLength(1);
  });

  it("above the limit by its sum, every row waits for a second person", async () => {
    const cases = await Promise.all([delivered(300_000), delivered(300_000)]);
    const { data } = await releaseInBulk(owner(), {
      evidence_class: "photo",
      ids: cases.map(({ id }) => id),
      amount: 600_000,
      note: "teslim edildi",
    });
    expect(data.map(({ result }) => result)).toEqual(["awaiting_approval", "awaiting_approval"]);
  });
});
