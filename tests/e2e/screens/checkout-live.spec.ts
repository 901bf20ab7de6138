import { expect, expectAccessible, expectNoSidewaysScroll, signIn, test } from "../../support/browser";
import { approveAtBank, CARDS, chooseCardEntries, fillCheckout, makeCheckout } from "../../support/e2e/own-checkout";

const SOON = { timeout: 20_000 };

test.beforeAll(chooseCardEntries);

test("staff watch a payer: at the bank, refused and why, paid, all without a reload", async ({
  page,
  browser,
  programs,
}) => {
  test.setTimeout(120_000);
  const { id, url } = await makeCheckout(programs, "paynet", 64_900, { description: "Canlı izlenen satış" });
  await signIn(page, "owner@vezne.test");
  await page.goto(`/m/demo/checkouts/${id}`);
  const story = page.getByRole("region", { name: "Zaman çizelgesi" });
  await expect(story.getByText("Ödeme sayfası açıldı")).toBeVisible();
  await page.evaluate(() => Object.assign(window, { neverReloaded: true }));

  const payer = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  await payer.goto(url);
  // This security code makes the sandbox's bank refuse any card.
  await fillCheckout(payer, { number: CARDS.paynet.number, code: "051" });
  await payer.getByRole("button", { name: "649,00 TL öde" }).click();
  await payer.getByLabel("Doğrulama şifresi").waitFor();

  await expect(page.getByText("Ödeniyor").first()).toBeVisible(SOON);
  await expect(story.getByText("Müşteri kartıyla denedi")).toBeVisible(SOON);
  await approveAtBank(payer, CARDS.paynet.password);
  await expect(story.getByText("Sağlayıcıya soruldu: ödenmedi, para çekilmedi")).toBeVisible(SOON);
  await expect(
    story.getByRole("listitem").filter({ hasText: "ödenmedi" }).getByText("51", { exact: true }),
  ).toBeVisible();

  await payer.getByRole("link", { name: "Yeniden dene" }).click(SOON);
  await fillCheckout(payer, { number: "5571135571135575" });
  await payer.getByRole("button", { name: "649,00 TL öde" }).click();
  await approveAtBank(payer, CARDS.paynet.password);
  await expect(story.getByText("Ödeme sayfası tamamlandı")).toBeVisible(SOON);
  await expect(story.getByText("••5575")).toBeVisible();
  await expect(story.getByText("Müşteri kartıyla denedi")).toHaveCount(2);
  expect(await page.evaluate(() => "neverReloaded" in window)).toBe(true);
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 800 });
  await expectNoSidewaysScroll(page);
});

test("a page cannot be closed while the provider may still take the money at the bank, and then it is paid", async ({
  page,
  browser,
  programs,
}) => {
  test.setTimeout(120_000);
  const { id, url } = await makeCheckout(programs, "paywall", 58_300);
  const payer = await (await browser.newContext()).newPage();
  await payer.goto(url);
  await payer.waitForURL(/\/card\/paywall-sandbox$/);
  await fillCheckout(payer, { number: CARDS.paywall.number });
  await payer.getByRole("button", { name: /TL öde$/ }).click();
  await payer.getByLabel("Doğrulama şifresi").waitFor();

  await signIn(page, "owner@vezne.test");
  await page.goto(`/m/demo/checkouts/${id}`);
  await expect(page.getByText("Ödeniyor").first()).toBeVisible();
  await page.getByRole("button", { name: "Sayfayı kapat" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "583,00 TL sayfasını kapat" }).click();
  await expect(page.getByText(/Kapatılmadı: bir deneme sürüyor ve para çekilebilir/)).toBeVisible(SOON);
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await approveAtBank(payer, CARDS.paywall.password);
  const story = page.getByRole("region", { name: "Zaman çizelgesi" });
  await expect(story.getByText("Ödeme sayfası tamamlandı")).toBeVisible(SOON);
});
