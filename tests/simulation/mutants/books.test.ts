import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { getEscrow } from "@/lib/escrow/desk/queries";
import { addEvidence } from "@/lib/escrow/evidence/add-evidence";
import { approveRequest } from "@/lib/escrow/releases/decide-release";
import { requestRelease } from "@/lib/escrow/releases/request-release";
import { makeContext } from "../../support/context";
import { heldCase } from "../../support/escrow/factories-escrow";
import { createMerchant, createUser, type TestMerchant } from "../../support/factories";
import { book, createLink, transactionOf } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";
import { brokenInvariants, withMutant } from "./mutate";

// Mutants break the books on purpose; each test asks for the invariants itself and leaves its database behind.
const product = useProduct({ checksInvariants: false });
let merchant: TestMerchant;

beforeEach(async () => {
  merchant = await createMerchant();
});

async function pay(): Promise<void> {
  const link = await createLink(merchant, { amount: 100_000 });
  await book(merchant, link, transactionOf(link));
}

const SWAPPED = "I4 journal: the figures of a captured payment are the figures of its journal";
const TWICE = "I1 journals: one journal an event";

describe("mutants of the books", () => {
  it("skip a version check: an approval of what the second person never saw is refused, or this test fails", async () => {
    const { id } = await createUser(merchant.id, "approver");
    const second = makeContext(merchant, { role: "approver", userId: id });
    const approveUnseen = async () => {
      const held = await heldCase(merchant, 900_000);
      const asked = await requestRelease(makeContext(merchant), { id: held.id, amount: 700_000, note: "teslim" });
      const seen = await getEscrow(makeContext(merchant), held.id);
      await addEvidence(makeContext(merchant), { id: held.id, evidence: { note: "kutu hasarlı" } });
      const request_id = asked.requests[0]?.id ?? "";
      return approveRequest(second, { id: held.id, request_id, amount: 700_000, seen_version: seen.version - 1 });
    };
    await expect(approveUnseen()).rejects.toMatchObject({ code: "conflict" });
    const sane = "if (p->>'seen_version')::int <> e.version then";
    await withMutant(product, "decide_release", sane, "if false then", async () => {
      await expect(approveUnseen()).resolves.toBeDefined();
    });
  });

  it(`swap legs: "${SWAPPED}" breaks`, async () => {
    await pay();
    expect(await brokenInvariants(product)).toEqual([]);
    const swapped = "(1, 'provider_receivable:' || pay.provider, -charged)";
    const sane = "(1, 'provider_receivable:' || pay.provider, net)";
    const legs = [
      "(4, payable_account(pay.merchant_id, pay.id), -charged)",
      "(4, payable_account(pay.merchant_id, pay.id), net)",
    ] as const;
    await withMutant(product, "post_capture", sane, swapped, () =>
      withMutant(product, "post_capture", legs[0], legs[1], pay),
    );
    expect(await brokenInvariants(product)).toContain(SWAPPED);
  });

  it(`drop a unique key: "${TWICE}" breaks`, async () => {
    await pay();
    const again = () =>
      product.rows(
        `insert into journals (merchant_id, id, mode, kind, ref, payment_id, effective_at, created_at)
         select merchant_id, $2, mode, kind, ref, payment_id, effective_at, created_at from journals where merchant_id = $1 limit 1`,
        [merchant.id, `jr_${randomUUID().slice(0, 8)}`],
      );
    await expect(again()).rejects.toMatchObject({ constraint: "journals_once" });
    expect(await brokenInvariants(product)).not.toContain(TWICE);
    await product.rows("alter table journals drop constraint journals_once");
    await again();
    expect(await brokenInvariants(product)).toContain(TWICE);
  });
});
