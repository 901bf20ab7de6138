import { beforeAll, describe, expect, it } from "vitest";
import type { PaylinkDto } from "@/lib/paylinks/schemas";
import { recordAbsence } from "@/lib/payments/record-absence";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { book, createLink, PayerBrowser, transactionOf } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";

const product = useProduct();
let merchant: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant();
});

async function handedOver(): Promise<PaylinkDto> {
  const link = await createLink(merchant);
  await new PayerBrowser().goToPayment(link);
  return link;
}

const absent = (link: PaylinkDto) => recordAbsence(merchant.id, link.id, "test");

const statusOf = async (link: PaylinkDto) =>
  (await product.rows<{ status: string }>("select status from payments where paylink_id = $1", [link.id])).map(
    ({ status }) => status,
  );

describe("a payment that the provider does not know", () => {
  it("is open after three answers of one moment, however old it is", async () => {
    const link = await handedOver();
    await product.advance(25 * 60);
    expect([await absent(link), await absent(link), await absent(link)]).toEqual(["waiting", "waiting", "waiting"]);
    expect(await statusOf(link)).toEqual(["created"]);
  });

  it("is open after two answers, however far apart, and ends with the third", async () => {
    const link = await handedOver();
    expect(await absent(link)).toBe("waiting");
    await product.advance(60 * 60);
    expect(await absent(link)).toBe("waiting");
    expect(await statusOf(link)).toEqual(["created"]);
    expect(await absent(link)).toBe("absent");
    expect(await statusOf(link)).toEqual(["expired"]);
  });

  it("is counted anew when another payer comes, and no other link's payment ends with it", async () => {
    const [link, other] = [await handedOver(), await handedOver()];
    await absent(link);
    await absent(link);
    await product.advance(21 * 60);
    await new PayerBrowser().goToPayment(link);
    expect(await absent(link)).toBe("waiting");
    expect(await statusOf(link)).toEqual(["created", "created"]);
    await absent(link);
    await product.advance(21 * 60);
    expect(await absent(link)).toBe("absent");
    expect(await statusOf(link)).toEqual(["expired", "expired"]);
    expect(await statusOf(other)).toEqual(["created"]);
  });

  it("and is held after all holds its amount", async () => {
    const link = await handedOver();
    await absent(link);
    await product.advance(21 * 60);
    await absent(link);
    await absent(link);
    expect(await statusOf(link)).toEqual(["expired"]);
    await book(merchant, link, transactionOf(link, { verdict: "authorised" }));
    expect(
      await product.rows("select status, amount_authorised from payments where paylink_id = $1", [link.id]),
    ).toEqual([{ status: "authorised", amount_authorised: "100000" }]);
  });
});
