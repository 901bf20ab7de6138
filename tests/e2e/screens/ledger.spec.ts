import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectNoSidewaysScroll, signIn, test } from "../../support/browser";
import { expectFitsEverywhere } from "../../support/e2e/fits";
import { makePayment } from "../../support/e2e/make-payment";

const SCREENS = ["/m/demo/balance", "/m/demo/settings", "/m/demo/settings/audit", "/m/demo/developers/jobs?state=all"];
const SLOW = { timeout: 30_000 };

test.setTimeout(120_000);

test("balance, audit log and stuck jobs are accessible and fit, from 320 to 1440 pixels, light and dark", async ({
  page,
}) => {
  await signIn(page, "owner@vezne.test");
  const before = async (shown: Page) => {
    for (const line of (await shown.locator("summary").all()).slice(0, 1)) await line.click();
  };
  await expectFitsEverywhere(page, SCREENS, { before });
});

test("a day of expected money opens to the payment behind it, and the payment to accounts that balance", async ({
  page,
  programs,
  demo,
}) => {
  const id = await makePayment(programs, 7_777_00, "Bakiye Deneyen");
  await signIn(page, "finance@vezne.test");
  await page.goto("/m/demo/balance");
  // The first day is not always that of a sale of now: on a Monday morning yesterday's money comes before it.
  for (const day of await page.getByRole("group").all()) await day.locator("summary").click();
  await page.getByRole("link", { name: "Bakiye Deneyen" }).first().click();
  await expect(page).toHaveURL(new RegExp(id));
  const journals = page.getByRole("region", { name: "Muhasebe kaydı" });
  await expect(journals.getByText("Ödeme çekildi")).toBeVisible(SLOW);
  await expect(journals.getByText("Borç 7.777,00 TL = Alacak 7.777,00 TL")).toBeVisible();
  const payable = journals.getByRole("list").last().getByRole("listitem").filter({ hasText: "İşletmeye ödenecek" });
  await expect(payable.getByText("7.777,00")).toBeVisible();

  const key = demo.merchants.find(({ slug }) => slug === "demo")?.api_key;
  const asked = await fetch(`${demo.app_url}/api/v1/payments/${id}/refunds`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${key}`, "idempotency-key": id },
    body: JSON.stringify({ amount: 1_000_00, reason: "Deneme" }),
  });
  expect(asked.status).toBe(201);
  await expect(journals.getByText("İade için ayrıldı")).toBeVisible(SLOW);
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
});

test("what the contract says is entered by the owner and stands beside the dates", async ({ page }) => {
  await signIn(page, "finance@vezne.test");
  await page.goto("/m/demo/balance");
  await expect(page.getByText("Varsayım").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Sözleşmeyi gir" })).toHaveCount(0);
  await page.context().clearCookies();
  await signIn(page, "owner@vezne.test");
  await page.goto("/m/demo/balance");
  await page.getByRole("button", { name: "Sözleşmeyi gir" }).click();
  const dialog = page.getByRole("dialog", { name: "Ödeme günü koşulu" });
  await dialog.getByLabel("Hesap").selectOption({ label: "Paynet (imzalı)" });
  await dialog.getByLabel("Kaç gün sonra").fill("7");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Koşulu kaydet" }).click();
  await expect(page.getByText(/Ödemeden 7 iş günü sonra/)).toBeVisible(SLOW);
  await page.getByRole("button", { name: "Sözleşmeyi gir" }).click();
  await dialog.getByLabel("Hesap").selectOption({ label: "Paynet (imzalı)" });
  await dialog.getByRole("button", { name: "Koşulu kaydet" }).click();
  await expect(dialog.getByText("Bu hesabın o güne ait koşulu var. Başka bir gün seçin.")).toBeVisible(SLOW);
});

test("the audit log keeps its filters in the address, opens a line, and is taken as a file", async ({ page }) => {
  await signIn(page, "auditor@vezne.test");
  await page.goto("/m/demo/settings/audit");
  await expect(page.getByText("Kayıt mühürlü")).toBeVisible();
  await page.getByLabel("Ne hakkında").selectOption("payment");
  await page.getByRole("button", { name: "Süz" }).click();
  await expect(page).toHaveURL(/subject=payment/);
  const lines = page.getByRole("list", { name: "Denetim satırları, en yenisi üstte" });
  await lines.locator("summary").first().click();
  await expect(lines.getByText("Önce → sonra").first()).toBeVisible();
  await page.getByLabel("Kayıt no").fill("yok-boyle-bir-kayit");
  await page.getByRole("button", { name: "Süz" }).click();
  await expect(page.getByText("Bu süzgece uyan satır yok")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Süzgeci kaldır" }).first().click();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV indir" }).click();
  const file = await (await download).path();
  expect(readFileSync(file, "utf8")).toMatch(/^\uFEFFid,at,actor_kind/);
});

test("a stuck job says what it means for the money, is put to work again and is done", async ({ page }) => {
  await signIn(page, "auditor@vezne.test");
  await page.goto("/m/demo/developers/jobs");
  await expect(page.getByText("Yeniden çalıştırmak için rolünüzün yetkisi yok.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Yeniden çalıştır" })).toHaveCount(0);

  await page.context().clearCookies();
  await signIn(page, "developer@vezne.test");
  await page.goto("/m/demo/developers/jobs");
  await expect(page.getByText(/Müşteriden ikinci kez istemeyin/)).toBeVisible();
  await page.getByRole("button", { name: "Kapat", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "İşi kapat" });
  await dialog.getByRole("button", { name: "İşi kapat" }).click();
  await expect(dialog.getByText("Nedenini yazın, en az 3 harf.")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Vazgeç" }).click();
  await page.getByRole("button", { name: "Yeniden çalıştır" }).click();
  await expect(page.getByText("Takılan iş yok")).toBeVisible(SLOW);
  await expect(async () => {
    await page.goto("/m/demo/developers/jobs?state=resolved");
    await expect(page.getByText("Tamamlandı", { exact: true }).last()).toBeVisible({ timeout: 2_000 });
  }).toPass(SLOW);
});

test("who may not see balance, log or jobs is told so", async ({ page }) => {
  await signIn(page, "cashier@vezne.test");
  for (const path of SCREENS.filter((one) => !one.endsWith("/settings"))) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: "Bu sayfayı görme yetkiniz yok" }).first()).toBeVisible();
  }
  await expect(page.getByRole("link", { name: "Denetim kaydı" })).toHaveCount(0);
});
