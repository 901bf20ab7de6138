import { expect, expectAccessible, expectNoSidewaysScroll, signIn, test } from "../../support/browser";
import { passTime } from "../../support/e2e/honest-failures";
import { approveAtBank, CARDS, chooseCardEntries, fillCheckout, makeCheckout } from "../../support/e2e/own-checkout";

// The clock moves for everybody, so nothing else runs beside this.
test.setTimeout(180_000);
test.beforeAll(chooseCardEntries);
const SLOW = { timeout: 30_000 };

test("money kept at the provider: switched on, started so, told after the ten minutes, seen on the case", async ({
  page,
  programs,
  demo,
}) => {
  await signIn(page, "owner@vezne.test");
  await page.goto("/m/demo/settings/accounts");
  const paywall = page.getByRole("region", { name: /Paywall/ }).first();
  await paywall.getByRole("button", { name: "Satıcı ekle" }).click();
  const seller = page.getByRole("dialog", { name: "Satıcı ekle" });
  await seller.getByRole("button", { name: "Paywall’a kaydet" }).click();
  await expect(seller.getByText(/IBAN doğru değil/)).toBeVisible(SLOW);
  await expectAccessible(page);
  await seller.getByLabel("Adı ya da unvanı").fill("Ceviz Atölyesi");
  await seller.getByLabel("IBAN").fill("TR33 0006 1005 1978 6457 8413 26");
  await seller.getByLabel("E-posta").fill("ceviz@example.com");
  await seller.getByLabel(/Cep telefonu/).fill("5550000009");
  await seller.getByLabel("Adres").fill("Moda, İstanbul");
  await seller.getByLabel("Vergi dairesi").fill("Kadıköy");
  await seller.getByLabel(/Vergi numarası/).fill("1234567890");
  await seller.getByRole("button", { name: "Paywall’a kaydet" }).click();
  await expect(paywall.getByText(/üye no \d+/)).toBeVisible(SLOW);

  const paynet = page.getByRole("region", { name: /Paynet/ }).first();
  await paynet.getByRole("button", { name: "Aç", exact: true }).click();
  const ask = page.getByRole("dialog", { name: /teslime kadar tutma/ });
  await ask.getByLabel("Kendi parolanız").fill("vezne-demo-2026");
  await ask.getByRole("button", { name: "Aç", exact: true }).click();
  await expect(paynet.getByText("açık", { exact: true })).toBeVisible(SLOW);

  const { number, password } = CARDS.paynet;
  const checkout = await makeCheckout(programs, "paynet", 61_000, { escrow: { enabled: true } });
  await page.goto(checkout.url);
  await fillCheckout(page, { number, name: "Havuz Deneme" });
  await page.getByRole("button", { name: "610,00 TL öde" }).click();
  await approveAtBank(page, password);
  await expect(page.getByRole("heading", { name: "Paranız Paynet’te bekliyor" })).toBeVisible(SLOW);

  const { body: found } = await programs.call("GET", "/api/v1/payments?q=Havuz");
  const escrowId = String((found.data as { escrow_account_id: string }[])[0]?.escrow_account_id);
  const url = `/api/v1/escrow_accounts/${escrowId}`;
  expect((await programs.call("POST", `${url}/confirm_delivery`, { evidence: { note: "geldi" } })).status).toBe(200);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`/m/demo/escrow/${escrowId}`);
  await page.getByRole("button", { name: "Serbest bırak", exact: true }).click();
  const release = page.getByRole("dialog", { name: "Serbest bırak" });
  await release.getByLabel("Neden").fill("teslim");
  await release.getByRole("button", { name: "610,00 TL serbest bırak" }).click();
  const panel = page.getByRole("main").getByRole("region", { name: "Paynet ne biliyor" });
  await expect(panel.getByText("söylenecek", { exact: true })).toBeVisible(SLOW);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await passTime(demo, 601);
  await expect(panel.getByText("Sağlayıcı kararı aldığını onayladı", { exact: false })).toBeVisible(SLOW);
  await page.setViewportSize({ width: 320, height: 800 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});
