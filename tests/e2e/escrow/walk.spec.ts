import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectNoSidewaysScroll, payAtProvider, signIn, test } from "../../support/browser";
import { mailedCode } from "../../support/e2e/mailed-code";

const PHONE = { width: 390, height: 844 };
// The screen asks the server again before it says so.
const SLOW = { timeout: 30_000 };

/** The link's form with its terms; answers the address the customer is sent. */
async function openLink(page: Page): Promise<string> {
  await page.goto("/m/demo/paylinks/new");
  await page.getByLabel("Ne kadar isteyeceksiniz?").fill("7.500,00");
  await page.getByLabel("Müşteri bunu görür").fill("Meşe masa");
  await page.getByLabel("Ad soyad").fill("Derya Teslim");
  await page
    .getByLabel(/E-posta/)
    .first()
    .fill("derya@example.com");
  await page.getByLabel(/teslim onaylanana kadar/).check();
  await page.getByLabel(/En geç gönderim/).fill("48");
  await page.getByLabel(/IBAN/).fill("TR00 0000");
  await page
    .getByRole("button", { name: /7\.500,00 TL linkini oluştur/ })
    .first()
    .click();
  await expect(page.getByText("TR ile başlayan 26 haneli geçerli bir IBAN yazın.")).toBeVisible(SLOW);
  await page.getByLabel(/IBAN/).fill("");
  await page
    .getByRole("button", { name: /7\.500,00 TL linkini oluştur/ })
    .first()
    .click();
  await page.waitForURL(/\/paylinks\/pl_/);
  await expect(page.getByText("ödemeden 14 gün sonra")).toBeVisible();
  return (await page.getByRole("link", { name: "Aç", exact: true }).getAttribute("href")) ?? "";
}

/** The second person's approval on the desk, with the amount typed. */
async function approve(page: Page, escrowId: string): Promise<void> {
  await signIn(page, "approver@vezne.test");
  await page.goto(`/m/demo/escrow/${escrowId}`);
  const panel = page.getByRole("region", { name: "Onayınız isteniyor" });
  await panel.getByLabel("Onaylamak için tutarı yazın").fill("7.500,00");
  await panel.getByRole("button", { name: "7.500,00 TL serbest bırak" }).click();
  await expect(page.getByRole("region", { name: "7.500,00 TL serbest bırakıldı" })).toBeVisible(SLOW);
}

test("one case from the link's form to the money: terms, payment, parcel, the buyer's code, two people, the buyer's page", async ({
  page,
  browser,
  programs,
  demo,
}) => {
  test.setTimeout(300_000);
  await signIn(page, "owner@vezne.test");
  const shareUrl = await openLink(page);

  const phone = await browser.newContext({ viewport: PHONE });
  const payer = await phone.newPage();
  await payer.goto(shareUrl);
  await expect(payer.getByRole("heading", { name: "Teslim onaylı ödeme" })).toBeVisible();
  await expect(payer.getByText("2 gün", { exact: true })).toBeVisible();
  await payer.getByRole("button", { name: /7\.500,00 TL öde/ }).click();
  await payAtProvider(payer);
  await payer.waitForURL(/\/pay\/[0-9a-z]{26}$/);
  await expect(payer.getByRole("heading", { name: "Paranız Paynet’te bekliyor" })).toBeVisible(SLOW);
  const token = payer.url().slice(payer.url().lastIndexOf("/") + 1);

  const { body: found } = await programs.call("GET", "/api/v1/payments?q=Derya");
  const escrowId = String((found.data as { escrow_account_id: string }[])[0]?.escrow_account_id);
  const shipped = await programs.call("POST", `/api/v1/escrow_accounts/${escrowId}/ship`, {
    carrier: "Deneme Kargo",
    tracking_no: "DK-7500",
  });
  expect(shipped.status).toBe(200);

  await payer.reload();
  await expect(payer.getByText("Deneme Kargo, takip no DK-7500")).toBeVisible();
  await payer.getByRole("link", { name: "Teslim aldım ya da sorun var" }).click();
  await payer.getByRole("button", { name: "Onaylamak için kod iste" }).click();
  await expect(payer.getByText(/d•••@example\.com adresine gönderildi/)).toBeVisible(SLOW);
  await expectAccessible(payer);
  await expectNoSidewaysScroll(payer);
  await payer.getByLabel("E-postanıza gelen 6 haneli kod").fill(await mailedCode(token));
  await payer.getByRole("button", { name: "Teslim aldım, para satıcıya geçsin" }).click();
  await expect(payer.getByRole("heading", { name: "Onayınız alındı" })).toBeVisible(SLOW);

  const asked = await fetch(`${demo.app_url}/api/v1/escrow_accounts/${escrowId}/release`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${demo.merchants.find(({ slug }) => slug === "demo")?.api_key}`,
      "content-type": "application/json",
      "idempotency-key": `walk-${escrowId}`,
    },
    body: JSON.stringify({ note: "alıcı onayladı" }),
  });
  expect(await asked.json()).toMatchObject({ substate: "release_requested", evidence_class: "buyer_code" });
  const second = await browser.newContext();
  await approve(await second.newPage(), escrowId);
  await payer.reload();
  await expect(payer.getByRole("heading", { name: "Para serbest bırakıldı" })).toBeVisible(SLOW);
  await expect(payer.getByText("Paranız satıcıya geçmek üzere")).toBeVisible();
  await second.close();
  await phone.close();
});
