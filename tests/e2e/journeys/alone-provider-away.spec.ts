import { expect, expectAccessible, payAtProvider, signIn, test } from "../../support/browser";
import {
  breakProvider,
  expectLinkTold,
  expectPaymentTold,
  type Link,
  linkNow,
  linksAtProvider,
  mendProvider,
  newLink,
  type Payment,
  passTime,
  paymentsOf,
  phoneOf,
} from "../../support/e2e/honest-failures";

// The provider is away for everybody, so nothing else runs beside these.
test.setTimeout(240_000);
test.afterEach(({ demo }) => mendProvider(demo));

const EVERYTHING = [
  "mailorder/create",
  "mailorder/detail",
  "mailorder/list",
  "mailorder/status_update",
  "transaction/check",
  "transaction/list",
  "transaction/detail",
];
const TROUBLE = /Paynet yanıt vermiyor, .* saatinden beri/;

for (const order of [
  { effect: "status", status: 503, times: 100_000 },
  { effect: "drop_before", times: 100_000 },
]) {
  test(`provider down (${order.effect}): staff and payer are told, nothing is lost or repeated, then it finishes`, async ({
    page,
    browser,
    programs,
    demo,
  }) => {
    const link = await newLink(programs, 330_00, "Dönen Müşteri");
    const payer = await phoneOf(browser);
    await payer.goto(link.share_url);
    await payer.getByRole("button", { name: /330,00 TL öde/ }).click();
    await payer.waitForURL(/\/S\/M\?id=/);
    await breakProvider(programs, EVERYTHING, order);
    await payAtProvider(payer);
    await payer.waitForURL(/\/pay\//);
    await expect(payer.getByRole("heading", { name: "Kontrol ediyoruz" })).toBeVisible();
    await expect(payer.getByText("Yeniden ödemeyin.")).toBeVisible();
    await expect(payer.getByText(/Kartınızdan çekildiyse burada “Ödendi” yazar/)).toBeVisible();
    await expectAccessible(payer);

    const made = await newLink(programs, 331_00, "Bekleyen Link");
    expect(made).toMatchObject({ status: "creating", because: { code: "create_answer_lost" } });
    await signIn(page, "approver@vezne.test");
    // Two questions without an answer make an outage; each look at the page asks again.
    await expect(async () => {
      await page.goto("/m/demo");
      await expect(page.getByText(TROUBLE)).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 60_000 });
    await expect(page.getByText(/aynı satış için yeniden ödeme almayın/)).toBeVisible();
    await expectAccessible(page);
    await expectLinkTold(page, made, {
      row: "Hazırlanıyor",
      because: /Link oluşmuş olabilir; yeniden istenmeden önce soruluyor/,
      next: TROUBLE,
    });
    await expect(page.getByText("yanıt gelmedi").first()).toBeVisible();
    await expect(page.getByText("sorgu ile doğrulandı")).toHaveCount(0);
    const [open] = await paymentsOf(programs, link);
    expect(open).toMatchObject({ status: "processing", because: { code: "payer_came_back" } });
    await expectPaymentTold(page, link, open as Payment, {
      row: "Doğrulanıyor",
      because: /müşteri bankadan döndü\. Sonucu sağlayıcıya soruyoruz/,
      next: /Sonuç gelmeden aynı satış için yeniden ödeme almayın/,
    });

    await mendProvider(demo);
    await passTime(demo, 60);
    await expect(payer.getByRole("heading", { name: "Ödendi" })).toBeVisible({ timeout: 60_000 });
    expect((await paymentsOf(programs, link)).map(({ status }) => status)).toEqual(["captured"]);
    const statusLater = async () => {
      await passTime(demo, 300);
      return (await linkNow(programs, made.id)).status;
    };
    // Neither 503 nor a closed socket let the create through, so the link never comes to be and none is made in its place.
    await expect.poll(statusLater, { timeout: 120_000, intervals: [4_000] }).toBe("failed");
    expect(await linksAtProvider(demo, (made as Link).provider_reference)).toEqual([]);
    await page.goto("/m/demo");
    await expect(page.getByText(TROUBLE)).toHaveCount(0);
  });
}
