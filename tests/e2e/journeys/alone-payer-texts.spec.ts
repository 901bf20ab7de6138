import { expect, expectAccessible, signIn, test } from "../../support/browser";
import { chooseCardEntries, makeCheckout } from "../../support/e2e/own-checkout";

test.beforeAll(chooseCardEntries);

test("the shop's texts are saved, previewed, shown to the payer and have to be accepted; unknown codes have a screen", async ({
  page,
  programs,
}) => {
  test.setTimeout(180_000);
  await signIn(page, "owner@vezne.test");
  await page.goto("/m/demo/developers/codes");
  await expect(page.getByRole("heading", { name: "Bilinmeyen kodlar" })).toBeVisible();
  await expectAccessible(page);
  await page.goto("/m/demo/settings/payer-texts");
  await expectAccessible(page);
  const sales = page.getByLabel("Mesafeli satış sözleşmesi");
  await sales.fill("Cayma hakkı 14 gündür.");
  await expect(page.getByRole("region", { name: "Müşteri ne görür" })).toContainText("Cayma hakkı");
  await page.getByRole("button", { name: "Kaydet" }).click();
  await expect(page.getByText("Metinler kaydedildi")).toBeVisible();
  try {
    const { url } = await makeCheckout(programs, "paynet", 50_000);
    await page.goto(url);
    await page.getByLabel("Ad soyad", { exact: true }).fill("Ali");
    await page.getByRole("button", { name: "500,00 TL öde" }).click();
    await expect(page.getByRole("link", { name: /Sözleşme onayı: Ödemek için onaylayın/ })).toBeVisible();
  } finally {
    await page.goto("/m/demo/settings/payer-texts");
    await sales.fill("");
    await page.getByRole("button", { name: "Kaydet" }).click();
    await expect(page.getByText("Metinler kaydedildi")).toBeVisible();
  }
});
