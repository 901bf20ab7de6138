import { expect, expectAccessible, expectNoSidewaysScroll, type Programs, signIn, test } from "../../support/browser";
import { expectFitsEverywhere } from "../../support/e2e/fits";
import { stopCards } from "../../support/e2e/stop-cards";

const SCREENS = ["/m/demo/checkouts", "/m/demo/checkouts/new", "/m/demo/checkouts?q=yok-boyle-biri"];
const SETTINGS = ["/m/demo/settings/accounts", "/m/demo/settings/routing", "/m/demo/settings/guard"];
const SLOW = { timeout: 30_000 };

test.setTimeout(120_000);

async function openPage(programs: Programs, more: Record<string, unknown> = {}): Promise<string> {
  const { status, body } = await programs.call("POST", "/api/v1/checkouts", {
    amount: 45_000,
    currency: "TRY",
    ...more,
  });
  expect(status).toBe(201);
  return String(body.id);
}

test("payment pages are accessible and fit, from 320 to 1440 pixels, light and dark", async ({ page, programs }) => {
  const id = await openPage(programs, { items: [{ name: "Meşe sandalye", quantity: 1, unit_amount: 45_000 }] });
  await signIn(page, "owner@vezne.test");
  await expectFitsEverywhere(page, [...SCREENS, `/m/demo/checkouts/${id}`]);
});

test("accounts, rules and the guard are accessible and fit, from 320 to 1440 pixels, light and dark", async ({
  page,
}) => {
  await signIn(page, "owner@vezne.test");
  await expectFitsEverywhere(page, SETTINGS);
});

test("staff open a page with lines, find it in the list and close it", async ({ page }) => {
  const reference = `SAYFA-${Date.now()}`;
  await signIn(page, "cashier@vezne.test");
  await page.goto("/m/demo");
  await page.getByRole("link", { name: "Ödeme sayfaları" }).click();
  await page.getByRole("link", { name: "Ödeme sayfası aç" }).first().click();
  await page.getByLabel("Ne kadar isteyeceksiniz?").fill("1.000,00");
  await page.getByLabel("Ne için").fill("Çay takımı ve fincan");
  await page.getByLabel("Sipariş no").fill(reference);
  await page.getByLabel("E-posta").fill("ali@");
  await page.getByRole("button", { name: "Kalem ekle" }).click();
  await page.getByRole("button", { name: "Kalem ekle" }).click();
  const [tea, cup] = [page.getByRole("group", { name: "1. kalem" }), page.getByRole("group", { name: "2. kalem" })];
  await tea.getByLabel("Ad", { exact: true }).fill("Çay takımı");
  await tea.getByLabel("Birim fiyat").fill("1.560,00");
  await cup.getByLabel("Ad", { exact: true }).fill("Fincan");
  await cup.getByLabel("Adet").fill("2");
  await cup.getByLabel("Birim fiyat").fill("140");
  await page.getByLabel("Taksit", { exact: true }).selectOption("6");
  await page.getByRole("radio", { name: "Siz" }).check();
  await page.getByRole("button", { name: "1.000,00 TL için sayfa aç" }).click();

  // Refused by field; everything typed is still there.
  await expect(page.getByText("Sayfa açılmadı. 2 alanı düzeltin.")).toBeVisible(SLOW);
  await expect(page.getByText("E-posta adresini tam yazın.")).toBeVisible();
  await expect(page.getByText(/Kalemlerin toplamı tutara eşit değil/)).toBeVisible();
  await expect(cup.getByLabel("Ad", { exact: true })).toHaveValue("Fincan");
  await expectAccessible(page);
  await page.getByLabel("E-posta").fill("ali@example.com");
  await page.getByRole("button", { name: "Tutarı bu yap" }).click();
  await expect(page.getByText("Kalemlerin toplamı 1.840,00 TL, tutara eşit.")).toBeVisible();
  await page.getByRole("button", { name: "1.840,00 TL için sayfa aç" }).click();

  await page.waitForURL(/\/checkouts\/co_/, SLOW);
  await expect(page.getByRole("table", { name: "Satılanlar" }).getByText("Fincan")).toBeVisible();
  await expect(page.getByText("En çok 6 taksit")).toBeVisible();
  await expect(page.getByText("Siz ödersiniz")).toBeVisible();
  await expect(page.getByText("Müşteri henüz denemedi.")).toBeVisible();
  await expect(page.getByRole("img", { name: "Ödeme sayfasının QR kodu" })).toBeVisible();
  const address = await page.getByLabel("Sayfanın adresi").inputValue();
  expect(address).toMatch(/\/pay\/[0-9a-z]{26}$/);

  await page.goto(`/m/demo/checkouts?q=${reference}`);
  const row = page.getByRole("row").filter({ hasText: "Çay takımı ve fincan" });
  await expect(row.getByText("1.840,00")).toBeVisible();
  await expect(row.getByText("kurallara göre")).toBeVisible();
  await row.getByRole("link").click();

  await page.getByRole("button", { name: "Sayfayı kapat" }).click();
  const dialog = page.getByRole("dialog", { name: "Bu ödeme sayfasını kapatmak üzeresiniz" });
  await expect(dialog.getByText(/Şimdiye kadar para çekilmedi/)).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "1.840,00 TL sayfasını kapat" }).click();
  await expect(page.getByText(/Kapalı, çünkü satıcı kapattı/)).toBeVisible(SLOW);
  await expect(page.getByRole("button", { name: "Sayfayı kapat" })).toHaveCount(0);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

test("the list finds by status, and who may not open or close a page is told so", async ({ page, programs }) => {
  const id = await openPage(programs, { description: "Denetçinin gördüğü satış" });
  await signIn(page, "auditor@vezne.test");
  await page.goto("/m/demo/checkouts?status=open");
  await expect(page.getByRole("link", { name: "Denetçinin gördüğü satış" }).first()).toBeVisible();
  await page.getByLabel("Duruma göre süz").selectOption("complete");
  await expect(page).toHaveURL(/status=complete/);
  await expect(page.getByRole("link", { name: "Denetçinin gördüğü satış" })).toHaveCount(0);
  await page.goto("/m/demo/checkouts?q=yok-boyle-biri");
  await expect(page.getByText("Bu süzgece uyan sayfa yok")).toBeVisible();
  await page.goto("/m/demo/checkouts/new");
  await expect(page.getByRole("heading", { name: "Bu sayfayı görme yetkiniz yok" }).first()).toBeVisible();
  await page.goto(`/m/demo/checkouts/${id}`);
  await expect(page.getByRole("main").getByText("Ödeme sayfası kapatma yetkiniz yok.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Sayfayı kapat" })).toBeDisabled();
  await page.goto("/m/demo/settings/accounts");
  await expect(page.getByRole("main").getByText("Hesapları yalnızca işletme sahibi değiştirebilir.")).toBeVisible();
  await expect(page.getByRole("radio").first()).toBeDisabled();
  await page.goto("/m/demo/settings/routing");
  await expect(page.getByRole("button", { name: "Kural ekle" })).toHaveCount(0);
});

test("card numbers through this server need the owner's word, and it is on record who gave it", async ({ page }) => {
  await signIn(page, "owner@vezne.test");
  await page.goto("/m/demo/settings/accounts");
  // Not the default account: other journeys pay through that one.
  const account = page.getByRole("region", { name: "Paynet (imzalı)" });
  await account.getByLabel(/sunucumuzdan geçerek/).check();
  await account.getByRole("button", { name: "Kart girişini değiştir" }).click();
  await expect(account.getByText("Değişmedi: önce SAQ D sorumluluğunu kabul ettiğinizi işaretleyin.")).toBeVisible(
    SLOW,
  );
  await expectAccessible(page);
  await account.getByLabel(/SAQ D değerlendirmesinden sorumlu olduğunu/).check();
  await account.getByRole("button", { name: "Kart girişini değiştir" }).click();
  await expect(account.getByText(/SAQ D sorumluluğunu Elif Demir kabul etti/)).toBeVisible(SLOW);
  await page.reload();
  await expect(account.getByLabel(/sunucumuzdan geçerek/)).toBeChecked();

  await account.getByLabel(/Sağlayıcının sayfasında/).check();
  await account.getByRole("button", { name: "Kart girişini değiştir" }).click();
  await expect(account.getByText(/SAQ D sorumluluğunu/)).toHaveCount(0, SLOW);
});

test("a routing rule says what it does, is added, and is ended but never lost", async ({ page }) => {
  await signIn(page, "owner@vezne.test");
  await page.goto("/m/demo/settings/routing");
  await page.getByRole("button", { name: "Kural ekle" }).click();
  const dialog = page.getByRole("dialog", { name: "Yeni kural" });
  await dialog.getByLabel("Hangi hesaba gitsin").selectOption({ label: "Paywall" });
  await dialog.getByLabel("Kart aileleri").fill("bonus, world");
  // A sum that no other journey asks for.
  await dialog.getByLabel("En az tutar").fill("9.876.543,21");
  await dialog.getByLabel("En çok tutar").fill("1,00");
  await dialog.getByRole("button", { name: "Kuralı ekle" }).click();
  await expect(dialog.getByText("Alt sınırdan küçük olamaz.")).toBeVisible(SLOW);
  await expectAccessible(page);
  await dialog.getByLabel("En çok tutar").fill("");
  await dialog.getByLabel("Ne zamandan beri").fill("2020-01-01T09:00");
  await dialog.getByRole("button", { name: "Kuralı ekle" }).click();
  await expect(dialog.getByText("Bu an geçti.")).toBeVisible(SLOW);
  // The day alone is no moment, and must not be read as "at once".
  await dialog.getByLabel("Ne zamandan beri").fill("");
  await dialog.getByLabel("Ne zamandan beri").pressSequentially("01");
  await dialog.getByRole("button", { name: "Kuralı ekle" }).click();
  await expect(dialog.getByText("Günü ve saati birlikte seçin")).toBeVisible(SLOW);
  await dialog.getByLabel("Ne zamandan beri").fill("");
  await dialog.getByRole("button", { name: "Kuralı ekle" }).click();
  const says = "Kart: bonus, world. Tutar: 9.876.543,21 TL ve üstü. Taksit: hepsi. → Paywall";
  const rules = page.getByRole("region", { name: "Geçerli kurallar" });
  const rule = rules.getByRole("listitem").filter({ hasText: says });
  await expect(rule).toHaveCount(1, SLOW);

  await rule.getByRole("button", { name: "Bitir" }).click();
  const question = page.getByRole("dialog", { name: "Bu kuralı bitirmek üzeresiniz" });
  await expect(question.getByText(/para hareketi olmaz/)).toBeVisible();
  await question.getByRole("button", { name: "Kuralı bitir" }).click();
  await expect(rule).toHaveCount(0, SLOW);
  await expect(page.getByRole("region", { name: "Bitmiş kurallar" }).getByText(says).first()).toBeVisible();
});

test("a stop of the guard is red on the home page until the owner lifts it", async ({ page }) => {
  const digits = await stopCards();
  const note = page.getByRole("alert").filter({ hasText: "Kart denemesi şüphesi" });
  await signIn(page, "support@vezne.test");
  await page.goto("/m/demo");
  await expect(note).toBeVisible();
  await expectAccessible(page);
  await note.getByRole("link", { name: "Durdurulanları gör" }).click();
  const stop = page.getByRole("listitem").filter({ hasText: `${digits} ile başlayan kartlar` });
  await expect(stop.getByText("Yalnızca işletme sahibi yeniden açabilir.")).toBeVisible(SLOW);
  await page.context().clearCookies();

  await signIn(page, "owner@vezne.test");
  await page.goto("/m/demo/settings/guard");
  await expect(stop.getByText("14 deneme, 13 ret.")).toBeVisible();
  await stop.getByRole("button", { name: "Yeniden aç" }).click();
  const dialog = page.getByRole("dialog", { name: "Durdurmayı kaldırmak üzeresiniz" });
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Ödemeleri yeniden aç" }).click();
  await expect(stop.getByText(/Elif Demir yeniden açtı/)).toBeVisible(SLOW);
  await expect(stop.getByRole("button", { name: "Yeniden aç" })).toHaveCount(0);
  await page.goto("/m/demo");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(note).toHaveCount(0);
});
