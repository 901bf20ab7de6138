import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectNoSidewaysScroll, signIn, test } from "../../support/browser";
import { expectFitsEverywhere } from "../../support/e2e/fits";
import { makeCase, PHOTO } from "../../support/e2e/make-case";

const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1440, height: 900 };
// The screen asks the server again before a dialog closes.
const SLOW = { timeout: 30_000 };

test.setTimeout(240_000);

async function confirmDelivery(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Teslimi onayla" }).click();
  const dialog = page.getByRole("dialog", { name: "Teslimi onayla" });
  await dialog.getByRole("button", { name: "Teslimi onayla" }).click();
  await expect(dialog.getByText(/en az birini ekleyin/)).toBeVisible();
  await dialog.getByLabel("Not", { exact: true }).fill("Kapıda teslim edildi");
  await dialog.getByLabel("Fotoğraf ya da PDF").setInputFiles(PHOTO);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Teslimi onayla" }).click();
  await expect(dialog).toBeHidden(SLOW);
}

test("a release above the limit: proof with a photo, a second person who sees what changed, and ten minutes to undo", async ({
  page,
  browser,
  programs,
}) => {
  const id = await makeCase(programs, 38_500_00, "Filiz Deneyen");
  await page.setViewportSize(DESKTOP);
  await signIn(page, "finance@vezne.test");
  await page.goto(`/m/demo/escrow/${id}`);
  await confirmDelivery(page);
  const story = page.getByRole("region", { name: "Kanıt ve olaylar" });
  const photo = story.getByRole("img", { name: "Kanıt fotoğrafı teslim.png" });
  await expect(photo).toBeVisible();
  await expect.poll(() => photo.evaluate((image: HTMLImageElement) => image.naturalWidth), SLOW).toBe(1);

  await page.getByRole("button", { name: "Serbest bırak", exact: true }).click();
  const ask = page.getByRole("dialog", { name: "Serbest bırak" });
  await expect(ask.getByText(/tek kişinin sınırı/)).toBeVisible();
  await ask.getByLabel("Neden").fill("Teslim kodu geldi");
  await ask.getByRole("button", { name: "38.500,00 TL için onay iste" }).click();
  await expect(ask).toBeHidden(SLOW);
  const own = page.getByRole("region", { name: "Başkası onaylamalı (siz istediniz)" });
  await expect(own).toBeVisible(SLOW);
  await expect(own.getByLabel(/tutarı yazın/)).toHaveCount(0);
  await expectAccessible(page);

  await programs.call("POST", `/api/v1/escrow_accounts/${id}/evidence`, {
    evidence: { note: "Bir sandalyenin ayağı çizik" },
  });
  const other = await browser.newContext({ viewport: PHONE });
  const second = await other.newPage();
  await signIn(second, "approver@vezne.test");
  await second.goto(`/m/demo/escrow/${id}`);
  const panel = second.getByRole("region", { name: "Onayınız isteniyor" });
  await expect(panel.getByText("İstekten sonra 1 şey değişti")).toBeVisible();
  await panel.getByLabel("Onaylamak için tutarı yazın").fill("38.500,00");
  await panel.getByRole("button", { name: "38.500,00 TL serbest bırak" }).click();
  await expect(panel.getByText("Değişenlere bakıp kutuyu işaretleyin.")).toBeVisible();
  await expectAccessible(second);
  await expectNoSidewaysScroll(second);
  await panel.getByLabel("Gördüm, yine de uygun").check();
  await panel.getByRole("button", { name: "38.500,00 TL serbest bırak" }).click();
  await expect(second.getByRole("region", { name: "38.500,00 TL serbest bırakıldı" })).toBeVisible(SLOW);
  await other.close();

  const undo = page.getByRole("region", { name: "38.500,00 TL serbest bırakıldı" });
  await expect(undo.getByRole("timer")).toHaveText(/^[0-9]:[0-5][0-9]$/, SLOW);
  await undo.getByRole("button", { name: "Geri al" }).click();
  await expect(undo).toBeHidden(SLOW);
  await expect(page.getByRole("button", { name: "Serbest bırak", exact: true })).toBeEnabled(SLOW);
});

test("two small cases are released together with the sum typed; a chargeback gets an owner, a deadline and an end", async ({
  page,
  programs,
}) => {
  const ids = [await makeCase(programs, 150_00, "Toplu Bir"), await makeCase(programs, 250_00, "Toplu İki")];
  for (const id of ids) {
    await programs.call("POST", `/api/v1/escrow_accounts/${id}/confirm_delivery`, { evidence: { serial: "SN-4711" } });
  }
  await signIn(page, "owner@vezne.test");
  await page.goto("/m/demo/escrow?tab=evidence&evidence=serial");
  await page.getByRole("checkbox", { name: /Toplu Bir/ }).check();
  await page.getByRole("checkbox", { name: /Toplu İki/ }).check();
  await expect(page.getByText("2 vaka seçildi, toplam 400,00 TL")).toBeVisible();
  await page.getByRole("button", { name: "Birlikte serbest bırak" }).click();
  const dialog = page.getByRole("dialog", { name: "Birlikte serbest bırak" });
  await dialog.getByLabel("Neden").fill("Seri no tuttu");
  await dialog.getByLabel(/toplamı yazın/).fill("40,00");
  await dialog.getByRole("button", { name: "400,00 TL serbest bırak" }).click();
  await expect(dialog.getByText("Yazdığınız tutar toplam değil.")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel(/toplamı yazın/).fill("400,00");
  await dialog.getByRole("button", { name: "400,00 TL serbest bırak" }).click();
  await expect(page.getByRole("dialog", { name: "Ne oldu" }).getByText("Serbest bırakıldı")).toHaveCount(2, SLOW);

  // Of money that is still held: nothing is owed afterwards, so nobody else's release is seen by two because of it.
  const disputed = await makeCase(programs, 90_00, "Ters Deneyen");
  const { body } = await programs.call("GET", `/api/v1/escrow_accounts/${disputed}`);
  await page.goto("/m/demo/escrow/disputes?status=open");
  await page.getByRole("button", { name: "Ters ibraz yaz" }).click();
  const record = page.getByRole("dialog", { name: "Ters ibraz yaz" });
  await record.getByLabel("Ödeme no").fill(String(body.payment_id));
  await record.getByLabel("Bankanın nedeni").fill("Kart sahibi tanımıyor");
  await record.getByLabel(/Yanıt için son an/).fill("2026-01-02T10:00");
  await expectAccessible(page);
  await record.getByRole("button", { name: "Ters ibrazı yaz" }).click();
  const row = page.getByRole("row").filter({ hasText: "Ters Deneyen" });
  await expect(row.getByText(/süresi geçti/)).toBeVisible(SLOW);
  await expect(record).toBeHidden(SLOW);
  await row.getByRole("button", { name: "Sonucunu yaz" }).click();
  const settle = page.getByRole("dialog", { name: "Ters ibraz nasıl bitti?" });
  await settle.getByLabel(/Kazanıldı/).check();
  await settle.getByRole("button", { name: "Sonucu yaz" }).click();
  await expect(row).toHaveCount(0, SLOW);
});

test("the desk's screens are accessible and fit, and who may not see held money is told so", async ({
  page,
  browser,
  programs,
}) => {
  const id = await makeCase(programs, 1_250_00, "Ekran Deneyen");
  await signIn(page, "owner@vezne.test");
  const paths = ["/m/demo/escrow", `/m/demo/escrow/${id}`, "/m/demo/escrow/disputes", "/m/demo/settings/limits"];
  await expectFitsEverywhere(page, paths, { sizes: [320, 768], looked: [320, 768] });
  const other = await browser.newContext();
  const cashier = await other.newPage();
  await signIn(cashier, "cashier@vezne.test");
  await cashier.goto("/m/demo/escrow");
  await expect(cashier.getByRole("heading", { name: "Bu sayfayı görme yetkiniz yok" }).first()).toBeVisible();
  await expect(cashier.getByRole("link", { name: "Teslim onaylı" })).toHaveCount(0);
  await other.close();
});
