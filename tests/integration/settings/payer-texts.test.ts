import { beforeEach, describe, expect, it } from "vitest";
import { getPayerTexts } from "@/lib/settings/payer-texts.queries";
import { setPayerTexts } from "@/lib/settings/set-payer-texts";
import { makeContext } from "../../support/context";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { useProduct } from "../../support/product-process";

const product = useProduct();
let merchant: TestMerchant;

beforeEach(async () => {
  merchant = await createMerchant();
});

describe("the shop's texts for payers", () => {
  it("are none at first, then what was saved, with a line in the audit log that names lengths and no text", async () => {
    const owner = makeContext(merchant);
    expect(await getPayerTexts(owner)).toEqual({ privacy: null, distance_sales: null });
    await setPayerTexts(owner, { privacy: "  Aydınlatma metni\r\nikinci satır ", distance_sales: "" });
    expect(await getPayerTexts(owner)).toEqual({ privacy: "Aydınlatma metni\nikinci satır", distance_sales: null });
    const [line] = await product.rows(
      "select action, subject_kind, data from audit_log where merchant_id = $1 and action = 'settings.payer_texts_set'",
      [merchant.id],
    );
    expect(line).toMatchObject({ subject_kind: "merchant", data: { privacy_length: 29, distance_sales_length: 0 } });
    expect(JSON.stringify(line)).not.toContain("Aydınlatma");
  });

  it("may be 20,000 characters long and not one more, here and in the database", async () => {
    const owner = makeContext(merchant);
    await setPayerTexts(owner, { privacy: "a".repeat(20_000), distance_sales: "" });
    await expect(setPayerTexts(owner, { privacy: "a".repeat(20_001), distance_sales: "" })).rejects.toMatchObject({
      code: "invalid_input",
      details: { errors: [{ path: "privacy", message: "too_long" }] },
    });
    await expect(
      product.rows("update merchants set distance_sales_text = repeat('a', 20001) where merchant_id = $1", [
        merchant.id,
      ]),
    ).rejects.toThrow(/merchants_payer_texts/);
    expect((await getPayerTexts(owner)).privacy).toHaveLength(20_000);
  });

  it("are changed by nobody but who may change the provider accounts, and never another shop's", async () => {
    const other = await createMerchant();
    await setPayerTexts(makeContext(merchant), { privacy: "Bizim", distance_sales: "" });
    await expect(
      setPayerTexts(makeContext(merchant, { role: "admin" }), { privacy: "x", distance_sales: "" }),
    ).rejects.toMatchObject({ code: "forbidden" });
    expect(await getPayerTexts(makeContext(other))).toEqual({ privacy: null, distance_sales: null });
    expect((await getPayerTexts(makeContext(merchant))).privacy).toBe("Bizim");
  });
});
