import { expect, expectAccessible, expectNoSidewaysScroll, type Programs, test } from "../../support/browser";
import { approveAtBank, CARDS, chooseCardEntries, fillCheckout, makeCheckout } from "../../support/e2e/own-checkout";

const PHONE = { width: 390, height: 844 };
/** A page that is still checking looks again every five seconds. */
const SOON = { timeout: 20_000 };
const PAYMENT_PAGE = /\/pay\/[0-9a-z]{26}$/;

test.beforeAll(chooseCardEntries);
test.use({ viewport: PHONE });

/** What the provider took for a checkout, by the product's own books: one payment at most. */
async function taken(programs: Programs, checkoutId: string): Promise<number[]> {
  const { body } = await programs.call("GET", "/api/v1/payments?status=captured&limit=100");
  const payments = body.data as { checkout_id: string | null; amount_charged: number }[];
  return payments.filter(({ checkout_id }) => checkout_id === checkoutId).map(({ amount_charged }) => amount_charged);
}

test("a card typed on our page: refused, told why, then another try is paid and has a receipt", async ({
  page,
  programs,
}) => {
  test.setTimeout(180_000);
  const items = [
    { name: "Meşe sandalye", quantity: 2, unit_amount: 54_500 },
    { name: "Kargo ve kurulum", quantity: 1, unit_amount: 14_450 },
  ];
  const { id, url } = await makeCheckout(programs, "paynet", 123_450, { description: "Meşe sandalye", items });
  await page.goto(url);
  await expect(page.getByText("1.234,50").first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "1.234,50 TL öde" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Ödeme gönderilmedi" })).toBeFocused();
  await expectAccessible(page);

  // This security code makes the sandbox's bank refuse any card.
  await fillCheckout(page, { number: CARDS.paynet.number, code: "051" });
  await page.getByRole("button", { name: "1.234,50 TL öde" }).click();
  await approveAtBank(page, CARDS.paynet.password);
  await page.waitForURL(PAYMENT_PAGE);
  await expect(page.getByText("Kartınızın limiti ya da bakiyesi bu tutara yetmedi.")).toBeVisible(SOON);
  await expect(page.getByText(/çekilmedi/).first()).toBeVisible();
  await expect(page.getByText(/taksit/i)).toHaveCount(0);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  await page.getByRole("link", { name: "Yeniden dene" }).click();
  await expect(page.getByText("Son denemeniz alınamadı")).toBeVisible();
  await fillCheckout(page, { number: "5571135571135575" });
  await page.getByRole("button", { name: "1.234,50 TL öde" }).click();
  await approveAtBank(page, CARDS.paynet.password);
  await page.waitForURL(PAYMENT_PAGE);
  await expect(page.getByRole("heading", { name: "Ödendi" })).toBeVisible(SOON);
  await expect(page.getByText("5575").first()).toBeVisible();
  await expectAccessible(page);
  expect(await taken(programs, id)).toEqual([123_450]);

  const receipt = await page.request.get(`${page.url()}/receipt.pdf`);
  expect(receipt.headers()["content-type"]).toBe("application/pdf");
  const bytes = await receipt.body();
  expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
  expect((await (await page.request.get(`${page.url()}/receipt.pdf`)).body()).equals(bytes)).toBe(true);

  await expect(page.getByRole("row", { name: "Meşe sandalye 2 × 545,00 1.090,00" })).toBeVisible();
  await page.getByRole("link", { name: "Fiş yazdır (80 mm)" }).click();
  await expect(page.getByRole("article", { name: "80 mm fiş" })).toContainText("2 × 545,00");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  const printed = await page.pdf({ preferCSSPageSize: true });
  const [box, ...more] = [...printed.toString("latin1").matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) /g)];
  expect(more).toEqual([]);
  expect(Math.round((Number(box?.[1]) * 25.4) / 72)).toBe(80);
  const slip = await page.request.get(
    (await page.getByRole("link", { name: "Fişi PDF olarak aç" }).getAttribute("href")) ?? "",
  );
  expect(slip.headers()["content-type"]).toBe("application/pdf");
  expect((await slip.body()).equals(bytes)).toBe(false);
});

test("a card given by the browser: our server never receives its number, and the plan's total is what is charged", async ({
  page,
  programs,
}) => {
  test.setTimeout(180_000);
  const { number, password } = CARDS.paywall;
  const { id, url } = await makeCheckout(programs, "paywall", 90_000, { installments: { max: 3 } });
  const toUs: string[] = [];
  page.on("request", (request) => {
    const host = new URL(request.url()).port;
    if (host === new URL(url).port) toUs.push(`${request.url()} ${request.postData() ?? ""}`);
  });
  await page.goto(url);
  await page.waitForURL(/\/card\/paywall-sandbox$/);
  await expectAccessible(page);
  await fillCheckout(page, { number });
  await page.getByRole("radio", { name: /^3 taksit/ }).check();
  const button = page.getByRole("button", { name: /TL öde$/ });
  const shown = Number((await button.locator(".for-plan-3").textContent())?.replace(/\D/g, ""));
  expect(shown).toBeGreaterThan(90_000);
  await button.click();
  await approveAtBank(page, password);
  await page.waitForURL(PAYMENT_PAGE);
  await expect(page.getByRole("heading", { name: "Ödendi" })).toBeVisible(SOON);
  expect(await taken(programs, id)).toEqual([shown]);
  expect(toUs.length).toBeGreaterThan(3);
  expect(toUs.filter((request) => request.replace(/\s/g, "").includes(number))).toEqual([]);
  expect(toUs.filter((request) => request.includes(number.slice(6)))).toEqual([]);
});

test("without script the card's form leads to the bank, and what is wrong comes back without the card", async ({
  browser,
  programs,
}) => {
  test.setTimeout(180_000);
  const { id, url } = await makeCheckout(programs, "paynet", 75_000);
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: PHONE });
  const page = await context.newPage();
  await page.goto(url);
  await page.getByLabel("Ad soyad", { exact: true }).fill("Betiksiz Ödeyen");
  await page.getByLabel("Kart numarası").fill(CARDS.paynet.number);
  await page.getByLabel("Karttaki ad soyad").fill("ALI DENEME");
  await page.getByLabel("Son kullanma").fill("12/20");
  await page.getByLabel("Güvenlik kodu").fill("000");
  await page.getByRole("button", { name: "750,00 TL öde" }).click();
  await expect(page.getByRole("heading", { name: "Ödeme gönderilmedi. Bir yeri düzeltin." })).toBeVisible();
  expect(page.url()).toMatch(/#hata$/);
  await expect(page.getByLabel("Ad soyad", { exact: true })).toHaveValue("Betiksiz Ödeyen");
  await expect(page.getByLabel("Kart numarası")).toHaveValue("");
  expect(await page.content()).not.toContain(CARDS.paynet.number);

  await page.getByLabel("Kart numarası").fill(CARDS.paynet.number);
  await page.getByLabel("Son kullanma").fill("12/30");
  await page.getByLabel("Güvenlik kodu").fill("000");
  await page.getByRole("button", { name: "750,00 TL öde" }).click();
  await page.getByRole("link", { name: /bankaya buradan geçin/ }).click();
  await approveAtBank(page, CARDS.paynet.password);
  await page.getByRole("button", { name: /Mağazaya dön/ }).click();
  await expect(page.getByRole("heading", { name: "Ödendi" })).toBeVisible(SOON);
  expect(await taken(programs, id)).toEqual([75_000]);
  await context.close();
});

test("without script a page whose browser has to give the card away says so and sends nothing", async ({
  browser,
  programs,
}) => {
  const { url } = await makeCheckout(programs, "paywall", 75_000);
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: PHONE });
  const page = await context.newPage();
  await page.goto(url);
  await expect(page.getByText(/JavaScript açık olmalı/).first()).toBeVisible();
  await expect(page.getByRole("button", { name: /öde$/ })).toBeHidden();
  expect(
    await page
      .locator("#f-number, #f-code, #f-expiry")
      .evaluateAll((all) => all.map((one) => one.getAttribute("name"))),
  ).toEqual([null, null, null]);
  await context.close();
});

test("back from the bank and in two tabs: one payment is taken, whichever is finished", async ({ page, programs }) => {
  test.setTimeout(180_000);
  const { id, url } = await makeCheckout(programs, "paynet", 64_000);
  await page.goto(url);
  const second = await page.context().newPage();
  await second.goto(url);
  await fillCheckout(page, { number: CARDS.paynet.number });
  await page.getByRole("button", { name: "640,00 TL öde" }).click();
  await expect(page.getByLabel("Doğrulama şifresi")).toBeVisible();

  // The second tab still shows the form; what it may do is for the server to say.
  await fillCheckout(second, { number: "5571135571135575" });
  await second.getByRole("button", { name: "640,00 TL öde" }).click();
  await expect(second.getByText(/Bir ödeme sürüyor|Güvenli ödeme doğrulaması/).first()).toBeVisible();

  await approveAtBank(page, CARDS.paynet.password);
  await page.waitForURL(PAYMENT_PAGE);
  if (await second.getByLabel("Doğrulama şifresi").isVisible()) {
    await approveAtBank(second, CARDS.paynet.password);
    await second.waitForURL(PAYMENT_PAGE);
  }
  await expect(async () => expect(await taken(programs, id)).toEqual([64_000])).toPass();

  // While the other try is still being asked about, the page leads this browser on to its own payment or to its bank.
  await expect(async () => {
    await page.goto(url);
    await expect(page.getByRole("heading", { name: /^(Zaten ödendi|Ödendi)$/ })).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
  await page.goBack();
  await expect(page.getByRole("button", { name: /öde$/ })).toHaveCount(0);
  await second.close();
});
