import type { Page } from "@playwright/test";
import { expect, expectAccessible, signIn, test } from "../../support/browser";
import { expectFitsEverywhere } from "../../support/e2e/fits";
import { newTill, onPhone, openedSale, saleOf, startSale, typeSum } from "../../support/e2e/phone-sale";

const SLOW = { timeout: 30_000 };
const PHONE = { width: 390, height: 844 };
const OWNER = "owner@vezne.test";

// One fault of the sandbox hits the next start of anybody: these take turns.
test.describe.configure({ mode: "default", timeout: 180_000 });

const word = (page: Page, text: string) => page.getByRole("heading", { level: 1, name: text });

async function cashier(page: Page): Promise<void> {
  await page.setViewportSize(PHONE);
  await signIn(page, "cashier@vezne.test");
  await newTill(page);
}

test("a sale is tapped on the phone, comes back paid and has a receipt for the roll", async ({
  page,
  programs,
  demo,
}) => {
  await cashier(page);
  const id = await startSale(page, 123_450);
  await expect(word(page, "Kart bekleniyor")).toBeVisible(SLOW);
  await expectAccessible(page);
  await expect(page.getByRole("link", { name: "PayPOS’u aç" })).toHaveAttribute("href", /^paynetpaypos:\/\/payment\?/);

  const link = encodeURIComponent(String((await saleOf(programs, id)).deeplink_url));
  await page.goto(`${demo.sandbox_url}/paypos/open?link=${link}`);
  await page.getByRole("button", { name: "Kartı okut: banka onaylasın" }).click();
  const back = page.getByRole("link", { name: "Satıcının uygulamasına dön" });
  await expect(back.or(page.locator(".cash")).first()).toBeVisible(SLOW);
  if (await back.isVisible()) await back.click();
  await page.waitForURL(/\/pos\/cashier\/pos_/, SLOW);
  await expect(word(page, "Ödendi")).toBeVisible(SLOW);
  await expect(page.getByText("Ürünü verebilirsiniz.")).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("link", { name: "Fiş yazdır" }).click();
  await page.waitForURL(/\/pay\/[0-9a-z]{26}\/slip$/, SLOW);
  await expect(page.getByRole("article").getByText("1.234,50 TL").first()).toBeVisible();
  const file = await page.request.get(page.url().replace("/slip", "/receipt.pdf?paper=slip"));
  expect(file.headers()["content-type"]).toBe("application/pdf");
});

test("a refused card is tried again with another one, and it is one sale", async ({ page, programs }) => {
  await cashier(page);
  const first = await startSale(page, 45_000);
  await onPhone(programs, first, "decline");
  await expect(word(page, "Reddedildi")).toBeVisible(SLOW);
  await expect(page.getByText("Karttan çekilmedi. Ürünü vermeyin.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Başka kartla dene" }).click();
  await expect(page.getByText("450,00 TL satışı yeniden deneniyor. Tutar değişmez.")).toBeVisible(SLOW);
  await page.getByRole("button", { name: "450,00 TL için kart iste" }).click();
  await page.waitForURL((url) => url.pathname.includes("/pos/cashier/pos_") && !url.pathname.endsWith(first), SLOW);
  const second = await openedSale(page);
  await onPhone(programs, second, "approve");
  await expect(word(page, "Ödendi")).toBeVisible(SLOW);
  const [one, two] = [await saleOf(programs, first), await saleOf(programs, second)];
  expect(two.payment_id).toBe(one.payment_id);
  await page.goto(`/m/demo/pos/${second}`);
  await expect(page.getByRole("link", { name: "1. deneme" })).toBeVisible(SLOW);
  await expectAccessible(page);
});

test("a start whose answer was lost is unknown: nothing to charge again, the cashier says what came out", async ({
  page,
  programs,
}) => {
  await cashier(page);
  const fault = { provider: "paynet", operation: "softpos/init_sale_transaction", effect: "drop_after", times: 1 };
  expect((await programs.control("/faults", fault)).status).toBe(200);
  const id = await startSale(page, 70_000);
  await expect(word(page, "Belli değil")).toBeVisible(SLOW);
  await expect(page.getByText("Yeniden çekmeyin, ürünü vermeyin. Müşteriyle bekleyin.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Başka kartla dene" })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Çıktı", exact: true }).click();
  await expect(page.getByText(/Kasiyer “ödendi” fişini gördü/)).toBeVisible(SLOW);
  await expect(word(page, "Belli değil")).toBeVisible();
  expect(await saleOf(programs, id)).toMatchObject({ status: "unknown", cashier_answer: { answer: "slip_paid" } });
});

test("money that comes after giving up alarms the board and the home page, and goes back by one dialog", async ({
  page,
  programs,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await signIn(page, OWNER);
  await newTill(page);
  const id = await startSale(page, 33_300);
  await page.getByRole("button", { name: "İptal iste" }).click();
  await expect(word(page, "Vazgeçildi")).toBeVisible(SLOW);
  await expect(page.getByText("Karttan yine de çekilebilir. Ürünü vermeyin.")).toBeVisible();
  await onPhone(programs, id, "late_success");
  await expect(word(page, "Geç çekildi")).toBeVisible(SLOW);
  await expectAccessible(page);

  await page.goto("/m/demo");
  await expect(page.getByRole("link", { name: "POS panosunu aç" })).toBeVisible(SLOW);
  await page.getByRole("link", { name: "POS panosunu aç" }).click();
  const alarm = page.locator(".alarms .note").filter({ hasText: "333,00 TL sonradan çekildi" });
  await alarm.getByRole("button", { name: "Satışı geri al" }).click();
  const dialog = page.getByRole("dialog", { name: "Satışı geri almak üzeresiniz" });
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "333,00 TL geri al" }).click();
  await expect(page.getByText("Geri alma istendi. Para henüz dönmedi.")).toBeVisible(SLOW);
  await alarm.getByRole("button", { name: "Gördüm" }).click();
  await expect(alarm).toHaveCount(0, SLOW);
  const { payment_id: paymentId } = await saleOf(programs, id);
  const { body } = await programs.call("GET", `/api/v1/refunds?payment_id=${String(paymentId)}`);
  expect(body.data).toMatchObject([{ amount: 33_300, payment_id: paymentId }]);
  expect((body.data as unknown[]).length).toBe(1);
});

test("two cashiers with one order: the second is led to the open sale, not to a second charge", async ({
  page,
  browser,
  baseURL,
}) => {
  const order = `IKI-${Date.now()}`;
  await cashier(page);
  await startSale(page, 20_000, order);
  const other = await (await browser.newContext({ baseURL: baseURL ?? "", locale: "tr-TR" })).newPage();
  await other.setViewportSize(PHONE);
  await signIn(other, OWNER);
  await newTill(other);
  await typeSum(other, 20_000);
  await other.getByText("Açıklama ve sipariş no").click();
  await other.getByLabel("Sipariş no").fill(order);
  await other.getByRole("button", { name: "200,00 TL için kart iste" }).click();
  await expect(other.getByText("Açık bir satış var")).toBeVisible(SLOW);
  await other.getByRole("link", { name: "Açık satışa git" }).click();
  expect(await openedSale(other)).toBe(await openedSale(page));
  await other.context().close();
});

test("a forged return from the app proves nothing: the provider is asked", async ({ page, programs }) => {
  await cashier(page);
  const id = await startSale(page, 15_000);
  const { callback } = await onPhone(programs, id, "decline");
  const forged = new URL(String(callback));
  forged.searchParams.set("data", "Zm9yZ2VkIGFzIHBhaWQ");
  await page.goto(forged.href);
  expect(await openedSale(page)).toBe(id);
  await expect(word(page, "Reddedildi")).toBeVisible(SLOW);
  await expect(word(page, "Ödendi")).toHaveCount(0);
});

test("a network that is cut during the start loses nothing: the resend is the same sale", async ({
  page,
  programs,
}) => {
  const order = `KESIK-${Date.now()}`;
  await cashier(page);
  let cuts = 0;
  await page.route("**/pos/cashier", async (route) => {
    if (route.request().method() !== "POST" || cuts > 0) return route.continue();
    cuts += 1;
    await route.fetch();
    await route.abort("connectionreset");
  });
  await typeSum(page, 25_000);
  await page.getByText("Açıklama ve sipariş no").click();
  await page.getByLabel("Sipariş no").fill(order);
  await page.getByRole("button", { name: "250,00 TL için kart iste" }).click();
  await expect(page.getByRole("heading", { name: "Yanıt gelmedi" })).toBeVisible(SLOW);
  await page.reload();
  await expect(page.getByText(/250,00 TL satışı başlamış olabilir/)).toBeVisible(SLOW);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Aynı satışı sor" }).click();
  const id = await openedSale(page);
  const { body } = await programs.call("GET", `/api/v1/pos_sessions?reference_no=${order}`);
  expect((body.data as { id: string }[]).map((one) => one.id)).toEqual([id]);
});

test("board, list, kiosk and till are accessible and fit, and who may not start a sale is told so", async ({
  page,
}) => {
  await signIn(page, OWNER);
  const paths = ["/m/demo/pos", "/m/demo/pos?view=table", "/m/demo/pos?kiosk=1", "/m/demo/pos/cashier"];
  await expectFitsEverywhere(page, paths, { sizes: [320, 390, 1440], looked: [390, 1440], dark: 390 });
  await page.goto("/m/demo/pos?view=table&q=yok-boyle-biri");
  await expect(page.getByText("Bu süzgece uyan satış yok")).toBeVisible(SLOW);
  await page.context().clearCookies();
  await signIn(page, "auditor@vezne.test");
  await page.goto("/m/demo/pos");
  await expect(page.getByRole("heading", { level: 1, name: "POS" })).toBeVisible(SLOW);
  await expect(page.getByRole("link", { name: "Satış başlat" })).toHaveCount(0);
  await page.goto("/m/demo/pos/cashier");
  await expect(page.getByRole("heading", { name: "Bu sayfayı görme yetkiniz yok" }).first()).toBeVisible();
});
