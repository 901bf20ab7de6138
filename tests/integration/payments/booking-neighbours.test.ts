import { beforeAll, describe, expect, it } from "vitest";
import type { PaylinkDto } from "@/lib/paylinks/schemas";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { book, createLink, declinedTransactionOf, PayerBrowser, transactionOf } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";

const product = useProduct();
let merchant: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant();
});

const nextCheckOf = async (link: PaylinkDto) =>
  (await product.rows<{ next: Date | null }>("select next_check_at as next from paylinks where id = $1", [link.id]))[0]
    ?.next;

async function tellOf(link: PaylinkDto, id: string): Promise<void> {
  await product.rows(
    `insert into provider_events (merchant_id, id, mode, provider, source, event_key, deliveries, trust, status, subject_kind,
       subject_id, body, body_sha256, received_at, last_received_at)
     values ($1, $2, 'test', 'paynet', 'webhook', $2, 1, 'address_known', 'received', 'paylink', $3, '{}', '', vezne_now(), vezne_now())`,
    [merchant.id, id, link.id],
  );
}

describe("booking one transaction leaves its neighbours alone", () => {
  it("what was told of another link stays to be looked at", async () => {
    const [link, other] = [await createLink(merchant), await createLink(merchant)];
    await tellOf(link, "evt_own");
    await tellOf(other, "evt_other");
    await book(merchant, link, transactionOf(link));
    expect(await product.rows("select id, status from provider_events where id like 'evt_o%' order by id")).toEqual([
      { id: "evt_other", status: "received" },
      { id: "evt_own", status: "applied" },
    ]);
  });

  it("a paid link is asked about again while another payer is under way, and not without one", async () => {
    const [alone, shared] = [await createLink(merchant), await createLink(merchant)];
    const [payer, neighbour] = [new PayerBrowser(), new PayerBrowser()];
    await payer.goToPayment(alone);
    await payer.goToPayment(shared);
    await neighbour.goToPayment(shared);
    await book(merchant, alone, transactionOf(alone));
    await book(merchant, shared, transactionOf(shared));
    expect(await nextCheckOf(alone)).toBeNull();
    expect(await nextCheckOf(shared)).not.toBeNull();
  });

  it("an amount held after a refusal is held, and the link stays open", async () => {
    const link = await createLink(merchant);
    await new PayerBrowser().goToPayment(link);
    await book(merchant, link, declinedTransactionOf(link));
    await book(merchant, link, transactionOf(link, { verdict: "authorised" }));
    const payments = await product.rows(
      "select status, amount_authorised, amount_charged from payments where paylink_id = $1",
      [link.id],
    );
    expect(payments).toEqual([{ status: "authorised", amount_authorised: "100000", amount_charged: null }]);
  });

  it("money on a link whose creation nobody answered makes it paid", async () => {
    await product.sandbox.fault("mailorder/create", "drop_after");
    const link = await createLink(merchant);
    expect(link.status).toBe("creating");
    await book(merchant, link, transactionOf(link));
    expect(await product.rows("select status, uses from paylinks where id = $1", [link.id])).toEqual([
      { status: "paid", uses: 1 },
    ]);
  });
});
