import { expect, expectAccessible, expectNoSidewaysScroll, payAtProvider, signIn, test } from "../../support/browser";

const PHONE = { width: 390, height: 844 };

test("from an empty form to a paid paylink: staff, customer and provider see the same truth", async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  await signIn(page, "cashier@vezne.test");
  await page.goto("/m/demo/paylinks/new");
  await page.getByLabel("Ne kadar isteyeceksiniz?").fill("1.234,50");
  await page.getByLabel("Müşteri bunu görür").fill("Kablosuz kulaklık");
  await page.getByLabel("Sipariş no").fill("E2E-1");
  await page.getByLabel("Ad soyad").fill("Ali Deneme");
  await expectAccessible(page);
  await page
    .getByRole("button", { name: /1\.234,50 TL linkini oluştur/ })
    .first()
    .click();
  await page.waitForURL(/\/paylinks\/pl_/);
  const shareUrl = (await page.getByRole("link", { name: "Aç", exact: true }).getAttribute("href")) ?? "";
  expect(shareUrl).toMatch(/\/pay\/[0-9a-z]{26}$/);
  await expectAccessible(page);

  const phone = await browser.newContext({ viewport: PHONE });
  const payer = await phone.newPage();
  await payer.goto(shareUrl);
  await expect(payer.getByText("1.234,50").first()).toBeVisible();
  await expectAccessible(payer);
  await expectNoSidewaysScroll(payer);
  await payer.getByRole("button", { name: /1\.234,50 TL öde/ }).click();
  await payAtProvider(payer);
  await payer.waitForURL(/\/pay\/[0-9a-z]{26}$/);
  expect(payer.url()).not.toBe(shareUrl);
  await expect(payer.getByRole("heading", { name: "Ödendi" })).toBeVisible();
  await expect(payer.getByText("DEMO ELEKTRONIK").first()).toBeVisible();
  await expect(payer.getByText("4358").first()).toBeVisible();
  await expectAccessible(payer);
  await expectNoSidewaysScroll(payer);

  // The staff's page was never reloaded.
  await expect(page.getByText("Ödendi").first()).toBeVisible();
  await expect(page.getByText(/Sağlayıcıya soruldu: ödendi/).first()).toBeVisible();
  await page.goto("/m/demo/payments?q=E2E-1");
  await expect(page.getByRole("row").filter({ hasText: "Ali Deneme" }).first()).toContainText("Ödendi");
  await phone.close();
});

test("an open payment turns paid on the dashboard without a reload", async ({ page, programs }) => {
  const { body: link } = await programs.call("POST", "/api/v1/paylinks", {
    amount: 250_00,
    currency: "TRY",
    customer: { name: "Canlı İzleyen" },
    reference_no: "E2E-LIVE",
  });
  await signIn(page, "owner@vezne.test");
  await page.goto(`/m/demo/paylinks/${link.id}`);
  await expect(page.getByText("canlı", { exact: true })).toBeVisible();
  await programs.control(`/paylinks/${link.provider_id}/pay`);
  await expect(page.getByText("1 / 1 kullanıldı")).toBeVisible();
  await expect(page.getByText(/Sağlayıcının bildirimi geldi/)).toBeVisible();
});

test("the way to the provider needs no script", async ({ browser, programs }) => {
  const { body: link } = await programs.call("POST", "/api/v1/paylinks", {
    amount: 75_00,
    currency: "TRY",
    customer: { name: "Betiksiz Ödeyen" },
  });
  const plain = await browser.newContext({ javaScriptEnabled: false, viewport: PHONE });
  const payer = await plain.newPage();
  await payer.goto(String(link.share_url));
  await payer.getByRole("button", { name: /75,00 TL öde/ }).click();
  await payer.waitForURL(/\/pay\/|\/S\/M/);
  if (!payer.url().includes("/S/M"))
    await payer
      .getByRole("link", { name: /buradan geçin|geçin|devam/i })
      .first()
      .click();
  await payAtProvider(payer);
  await expect(payer.getByRole("heading", { name: "Ödendi" })).toBeVisible();
  await plain.close();
});
