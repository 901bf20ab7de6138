import { expect, expectAccessible, expectNoSidewaysScroll, test } from "../../support/browser";
import { approveAtBank, CARDS, chooseCardEntries, fillCheckout, makeCheckout } from "../../support/e2e/own-checkout";

const PHONE = { width: 390, height: 844 };
/** A page that is still checking looks again every five seconds. */
const SOON = { timeout: 20_000 };
const PAYMENT_PAGE = /\/pay\/[0-9a-z]{26}$/;
const KEEP = /^Kartımı .* için sakla/;

test.beforeAll(chooseCardEntries);
test.use({ viewport: PHONE });

test("a card kept on request is offered to this browser alone, pays through the bank and is deleted on the page", async ({
  page,
  browser,
  programs,
}) => {
  test.setTimeout(180_000);
  const { number, password } = CARDS.paynet;
  const last4 = number.slice(-4);
  const first = await makeCheckout(programs, "paynet", 41_000);
  await page.goto(first.url);
  await expect(page.getByRole("group", { name: "Kayıtlı kartınız" })).toHaveCount(0);
  await expect(page.getByRole("checkbox", { name: KEEP })).not.toBeChecked();
  await fillCheckout(page, { number });
  await page.getByRole("checkbox", { name: KEEP }).check();
  await page.getByRole("button", { name: "410,00 TL öde" }).click();
  await approveAtBank(page, password);
  await page.waitForURL(PAYMENT_PAGE);
  await expect(page.getByRole("heading", { name: "Ödendi" })).toBeVisible(SOON);

  const second = await makeCheckout(programs, "paynet", 42_000);
  const stranger = await browser.newContext({ viewport: PHONE });
  const elsewhere = await stranger.newPage();
  await elsewhere.goto(second.url);
  await expect(elsewhere.getByLabel("Kart numarası")).toBeVisible();
  await expect(elsewhere.getByText(last4)).toHaveCount(0);
  await stranger.close();

  await page.goto(second.url);
  const cards = page.getByRole("group", { name: "Kayıtlı kartınız" });
  await expect(cards.getByRole("radio", { name: new RegExp(`•••• ${last4}`) })).toBeChecked();
  await expect(page.getByLabel("Kart numarası")).toBeHidden();
  expect(await page.content()).not.toContain(number.slice(0, 6));
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await cards.getByRole("radio", { name: "Başka kart" }).check();
  await expect(page.getByLabel("Kart numarası")).toBeVisible();
  await expectAccessible(page);
  await cards.getByRole("radio", { name: new RegExp(`•••• ${last4}`) }).check();
  await page.getByLabel("Ad soyad", { exact: true }).fill("Ali Deneme");
  await page.getByRole("button", { name: "420,00 TL öde" }).click();
  await approveAtBank(page, password);
  await page.waitForURL(PAYMENT_PAGE);
  await expect(page.getByRole("heading", { name: "Ödendi" })).toBeVisible(SOON);
  await expect(page.getByText(last4).first()).toBeVisible();

  const third = await makeCheckout(programs, "paynet", 43_000);
  await page.goto(third.url);
  await page.getByRole("button", { name: new RegExp(`^Sil.*${last4}`) }).click();
  await expect(page.getByText("Kart silindi.")).toBeVisible();
  await expect(page.getByRole("group", { name: "Kayıtlı kartınız" })).toHaveCount(0);
  await expect(page.getByLabel("Kart numarası")).toBeVisible();
  await expectAccessible(page);
});

test("without script a card is kept, offered and deleted too", async ({ browser, programs }) => {
  test.setTimeout(180_000);
  const { number, password } = CARDS.paynet;
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: PHONE });
  const page = await context.newPage();
  await page.goto((await makeCheckout(programs, "paynet", 44_000)).url);
  await page.getByLabel("Ad soyad", { exact: true }).fill("Betiksiz Ödeyen");
  await page.getByLabel("Kart numarası").fill(number);
  await page.getByLabel("Karttaki ad soyad").fill("ALI DENEME");
  await page.getByLabel("Son kullanma").fill("12/30");
  await page.getByLabel("Güvenlik kodu").fill("000");
  await page.getByRole("checkbox", { name: KEEP }).check();
  await page.getByRole("button", { name: "440,00 TL öde" }).click();
  await page.getByRole("link", { name: /bankaya buradan geçin/ }).click();
  await approveAtBank(page, password);
  await page.getByRole("button", { name: /Mağazaya dön/ }).click();
  await expect(page.getByRole("heading", { name: "Ödendi" })).toBeVisible(SOON);

  await page.goto((await makeCheckout(programs, "paynet", 45_000)).url);
  await expect(page.getByRole("radio", { name: /•••• 4358/ })).toBeChecked();
  await expect(page.getByLabel("Kart numarası")).toBeHidden();
  await page.getByRole("radio", { name: "Başka kart" }).check();
  await expect(page.getByLabel("Kart numarası")).toBeVisible();
  await page.getByRole("button", { name: /^Sil/ }).click();
  await expect(page.getByText("Kart silindi.")).toBeVisible();
  await expect(page.getByRole("radio", { name: /••••/ })).toHaveCount(0);
  await context.close();
});
