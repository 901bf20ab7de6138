import path from "node:path";
import { startTestProduct } from "../../../scripts/launcher/test-product.mjs";
import { expect, expectAccessible, expectNoSidewaysScroll, test } from "../../support/browser";

type Started = Awaited<ReturnType<typeof startTestProduct>>;

const root = path.resolve(import.meta.dirname, "../../..");
const PASSWORD = "uzun bir parola";
let product: Started;

// An installation without the sandbox has no demo: it waits for its first owner.
test.beforeAll(async () => {
  test.setTimeout(180_000);
  product = await startTestProduct({ root, distDir: ".next-test", extraEnv: { SANDBOX: "0" } });
});
test.afterAll(() => product.close());

test("whoever knows the code becomes the owner, once; a wrong code and a short password are refused in words", async ({
  page,
}) => {
  test.setTimeout(120_000);
  const address = product.env.VEZNE_BASE_URL;
  const code = /\/setup with the code (\S+)/.exec(product.lastLines())?.[1] ?? "";
  expect(code).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/);

  await page.goto(address);
  await expect(page).toHaveURL(`${address}/setup`);
  for (const width of [320, 768, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  }

  await page.getByLabel("Kurulum kodu").fill("abcde-abcde-abcde-abcde");
  await page.getByLabel("İşletmenin adı").fill("Şen Çiçek");
  await page.getByLabel("Adınız").fill("Ayşe Şen");
  await page.getByLabel("E-posta").fill("ayse@example.com");
  await page.getByLabel("Parola").fill("kısa");
  await page.getByRole("button", { name: "Kur ve gir" }).click();
  await expect(page.getByText("Parola en az 12 karakter olmalı.")).toBeVisible();
  await page.getByLabel("Parola").fill(PASSWORD);
  await page.getByRole("button", { name: "Kur ve gir" }).click();
  await expect(page.getByText("Kod bu değil.")).toBeVisible();
  await expect(page.getByLabel("İşletmenin adı")).toHaveValue("Şen Çiçek");
  await expectAccessible(page);

  await page.getByLabel("Kurulum kodu").fill(code.toUpperCase());
  await page.getByLabel("Parola").fill(PASSWORD);
  await page.getByRole("button", { name: "Kur ve gir" }).click();
  await expect(page).toHaveURL(`${address}/m/sen-cicek/settings/accounts`);
  await expect(page.getByRole("button", { name: "Hesap ekle" })).toBeVisible();

  await page.goto(`${address}/m/sen-cicek`);
  await expect(page.getByRole("heading", { name: "Önce sağlayıcı hesabı ekleyin" })).toBeVisible();
  await expectAccessible(page);
  await page.goto(`${address}/m/sen-cicek/settings/audit`);
  await expect(page.getByText("Kurulum yapıldı, ilk sahip oluşturuldu").first()).toBeVisible();

  await page.context().clearCookies();
  await page.goto(`${address}/setup`);
  await expect(page.getByRole("heading", { name: "Kurulum tamam" })).toBeVisible();
  await expectAccessible(page);
  await page.goto(address);
  await expect(page).toHaveURL(`${address}/sign-in`);
});
