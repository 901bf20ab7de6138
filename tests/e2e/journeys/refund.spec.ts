import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectNoSidewaysScroll, signIn, test } from "../../support/browser";
import { makePayment } from "../../support/e2e/make-payment";

const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1440, height: 900 };

// The screen asks the server again before a dialog closes.
const SLOW = { timeout: 20_000 };

test.setTimeout(180_000);

test("a whole refund on the day of the sale: asked in the browser, confirmed by the provider's record", async ({
  page,
  programs,
}) => {
  const id = await makePayment(programs, 250_00, "İade Alan");
  await page.setViewportSize(DESKTOP);
  await signIn(page, "finance@vezne.test");
  await page.goto(`/m/demo/payments/${id}`);
  await page.getByRole("button", { name: "İade et", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "İade et" });
  await expect(dialog.getByLabel("Ne kadar iade edilecek?")).toHaveValue("250,00");
  await expect(dialog.getByText(/iptal olarak gönderilir/)).toBeVisible();
  await dialog.getByRole("button", { name: "%50" }).click();
  await expect(dialog.getByText(/satış gününde kısmi iade kabul etmez/)).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Tamamı" }).click();
  await dialog.getByRole("button", { name: "250,00 TL iade et" }).click();
  await expect(dialog.getByText(/Nedenini yazın/)).toBeVisible();
  await dialog.getByLabel("Neden").fill("Müşteri vazgeçti");
  await dialog.getByRole("button", { name: "250,00 TL iade et" }).click();
  await expect(dialog).toBeHidden(SLOW);

  const table = page.getByRole("table", { name: "İadeler" });
  await expect(table.getByText("İade edildi", { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText("Ödemenin tamamı iade edildi").first()).toBeVisible();
  await expect(page.getByText("İade edilecek tutar kalmadı.")).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize(PHONE);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

test("above one person's limit a second person types the amount; the asker cannot approve", async ({
  page,
  browser,
  programs,
}) => {
  const id = await makePayment(programs, 6_000_00, "Büyük İade");
  await page.setViewportSize(DESKTOP);
  await signIn(page, "finance@vezne.test");
  await page.goto(`/m/demo/payments/${id}`);
  await page.getByRole("button", { name: "İade et", exact: true }).click();
  const ask = page.getByRole("dialog", { name: "İade et" });
  await expect(ask.getByText(/Önce başka biri onaylamalı/)).toBeVisible();
  await ask.getByLabel("Neden").fill("Ürün kusurlu");
  await ask.getByRole("button", { name: "6.000,00 TL iade et" }).click();
  const table = page.getByRole("table", { name: "İadeler" });
  await expect(table.getByText("Onay bekliyor", { exact: true })).toBeVisible(SLOW);

  await page.goto("/m/demo/refunds");
  const own = page.getByRole("listitem").filter({ hasText: id.slice(-8) });
  await expect(own.getByText("Başkası onaylamalı (siz istediniz)")).toBeVisible();
  await expect(own.getByRole("button", { name: "Onayla" })).toHaveCount(0);
  await expectAccessible(page);

  const other = await browser.newContext({ viewport: PHONE });
  const second = await other.newPage();
  await signIn(second, "approver@vezne.test");
  await second.goto("/m/demo/refunds");
  const row = second.getByRole("listitem").filter({ hasText: id.slice(-8) });
  await row.getByRole("button", { name: "Onayla" }).click();
  const approve = second.getByRole("dialog", { name: "İadeyi onayla" });
  await expect(approve.getByText("Ürün kusurlu")).toBeVisible();
  await approve.getByLabel("Tutarı yazın").fill("600,00");
  await approve.getByRole("button", { name: /iadeyi onayla/ }).click();
  await expect(approve.getByText("Yazdığınız tutar iadenin tutarı değil.")).toBeVisible();
  await expectAccessible(second);
  await approve.getByLabel("Tutarı yazın").fill("6.000,00");
  await approve.getByRole("button", { name: /iadeyi onayla/ }).click();
  await expect(approve).toBeHidden(SLOW);
  await expectNoSidewaysScroll(second);
  await expectAccessible(second);

  await page.goto(`/m/demo/payments/${id}`);
  await expect(table.getByText("İade edildi", { exact: true })).toBeVisible({ timeout: 60_000 });
  await other.close();
});

test("a refund that waits for the next day can be withdrawn; other roles are told why they cannot", async ({
  page,
  programs,
  browser,
}) => {
  const id = await makePayment(programs, 400_00, "Vazgeçen");
  await signIn(page, "finance@vezne.test");
  await page.goto(`/m/demo/payments/${id}`);
  await page.getByRole("button", { name: "İade et", exact: true }).click();
  const ask = page.getByRole("dialog", { name: "İade et" });
  await ask.getByRole("button", { name: "%25" }).click();
  await ask.getByLabel("Neden").fill("Kargo ücreti");
  await ask.getByRole("button", { name: "100,00 TL iade et" }).click();
  await expect(page.getByText(/00:30 sonrası gönderilir/)).toBeVisible(SLOW);
  await expect(page.getByRole("button", { name: "İptal et" })).toBeDisabled();
  await expect(page.getByText("İptal için tutarın hiçbir kısmı iadeye ayrılmamış olmalı.")).toBeVisible();
  await page.getByRole("button", { name: "Geri çek" }).click();
  await page.getByRole("button", { name: "İadeyi geri çek" }).click();
  await expect(page.getByText("Geri çekildi", { exact: true })).toBeVisible(SLOW);
  await expect(page.getByRole("button", { name: "İptal et" })).toBeEnabled();

  const other = await browser.newContext({ viewport: PHONE });
  const support = await other.newPage();
  await signIn(support, "support@vezne.test");
  await support.goto(`/m/demo/payments/${id}`);
  await expect(support.getByText("İade istemek için rolünüzün yetkisi yok.")).toBeVisible();
  await expect(support.getByRole("button", { name: "İade et" })).toBeDisabled();
  await expectAccessible(support);
  await other.close();
});

/** A key pressed before the page's script runs does nothing: pressed again until it does. */
async function openKeySheet(page: Page) {
  await expect(async () => {
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Kısayollar" })).toBeVisible({ timeout: 1_000 });
  }).toPass();
}

test("the key R opens the refund dialog where a refund is possible, and the key sheet says so", async ({
  page,
  programs,
}) => {
  const id = await makePayment(programs, 300_00, "Kısayol");
  await signIn(page, "finance@vezne.test");
  await page.goto(`/m/demo/payments/${id}`);
  await expect(page.getByRole("button", { name: "İade et", exact: true })).toBeEnabled();
  await openKeySheet(page);
  await expect(page.getByRole("dialog", { name: "Kısayollar" }).getByText("Bu ödemeyi iade et")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("r");
  await expect(page.getByRole("dialog", { name: "İade et" })).toBeVisible();
  await expect(page.getByLabel("Neden")).toHaveValue("");
  await page.goto("/m/demo/refunds");
  await openKeySheet(page);
  await expect(page.getByText("Bu ödemeyi iade et")).toHaveCount(0);
});
