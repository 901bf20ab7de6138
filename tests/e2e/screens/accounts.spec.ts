import { expect, expectAccessible, expectNoSidewaysScroll, signIn, test } from "../../support/browser";

const ADDRESS = "/m/other/settings/accounts";

test("an owner adds an account on the screen: a wrong key is refused, a right one is stored and never shown", async ({
  page,
}) => {
  test.setTimeout(90_000);
  const label = `Yeni hesap ${Date.now()}`;
  await signIn(page, "owner@other.test");
  await page.goto(ADDRESS);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Hesap ekle" }).click();
  const dialog = page.getByRole("dialog", { name: "Sağlayıcı hesabı ekle" });
  await expect(dialog).toBeVisible();
  await expectAccessible(page);

  await dialog.getByRole("button", { name: "Hesap ekle" }).click();
  await expect(dialog.getByText("Bu alan gerekli.").first()).toBeVisible();
  await expectAccessible(page);

  await dialog.getByLabel("Hesabın adı").fill(label);
  await dialog.getByLabel("Gizli anahtar").fill("sck_of_nobody_at_all");
  await dialog.getByLabel("Kendi parolanız").fill("vezne-demo-2026");
  await dialog.getByRole("button", { name: "Hesap ekle" }).click();
  await expect(dialog.getByRole("alert")).toContainText("sağlayıcı bu anahtarı kabul etmedi");

  await dialog.getByLabel("Gizli anahtar").fill("sck_sandbox_other");
  await dialog.getByLabel("Kendi parolanız").fill("a wrong password");
  await dialog.getByRole("button", { name: "Hesap ekle" }).click();
  await expect(dialog.getByText("Parola yanlış.")).toBeVisible();
  await dialog.getByLabel("Kendi parolanız").fill("vezne-demo-2026");
  await dialog.getByRole("button", { name: "Hesap ekle" }).click();
  await expect(page.getByText("Hesap eklendi, anahtarlar çalışıyor")).toBeVisible();

  const panel = page.getByRole("region", { name: label });
  await expect(panel.getByText("•••• ther")).toBeVisible();
  await expect(panel.getByLabel(`Bildirim adresi, ${label}`)).toHaveValue(/\/api\/webhooks\/paynet-callback\//);
  expect(await page.content()).not.toContain("sck_sandbox_other");
  for (const width of [320, 768]) {
    await page.setViewportSize({ width, height: 900 });
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  }

  await panel.getByRole("button", { name: "Bildirim kuralları" }).click();
  const rules = page.getByRole("dialog", { name: `${label}: bildirim kuralları` });
  await rules.getByLabel("İzinli IP", { exact: true }).selectOption("enforce");
  await rules.getByLabel("Kendi parolanız").fill("vezne-demo-2026");
  await rules.getByRole("button", { name: "Kuralları kaydet" }).click();
  await expect(rules.getByText("En az bir adres yazın ya da kuralı kapatın.")).toBeVisible();
  await expectAccessible(page);
  await rules.getByLabel("İzinli IP adresleri").fill("185.104.22.47");
  await rules.getByRole("button", { name: "Kuralları kaydet" }).click();
  await expect(panel.getByText("185.104.22.47")).toBeVisible();
});

test("an admin sees the accounts and can change none", async ({ page }) => {
  await signIn(page, "admin@vezne.test");
  await page.goto("/m/demo/settings/accounts");
  await expect(page.getByRole("heading", { name: "Sağlayıcı hesapları" })).toBeVisible();
  await expect(page.getByText("yalnızca işletme sahibi").first()).toBeVisible();
  await expect(page.getByRole("button", { name: /Hesap ekle|Anahtarı değiştir|Öncelikli yap/ })).toHaveCount(0);
});
