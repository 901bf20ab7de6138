import { expect, expectAccessible, signIn, test } from "../../support/browser";
import { makePayment } from "../../support/e2e/make-payment";

test.setTimeout(180_000);

test("a held amount is captured in part, seen by staff and payer; another is let go", async ({ page, programs }) => {
  const held = (amount: number) => makePayment(programs, amount, "Ece Ön Onay", { preauth: true });
  const [taken, freed] = [await held(90_000), await held(70_000)];

  await signIn(page, "finance@vezne.test");
  await page.goto(`/m/demo/payments/${taken}`);
  await expect(page.getByText("henüz çekilmedi").first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Çek", exact: true }).click();
  await page.getByLabel("Çekilecek tutar").fill("650");
  await expect(page.getByText("Kalan 250,00 TL")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "650,00 TL çek" }).click();
  await expect(page.getByRole("region", { name: "Çekme ve bırakma" }).getByText("Doğrulandı")).toBeVisible();
  await expect(page.getByText("650,00").first()).toBeVisible();
  await expectAccessible(page);
  expect((await programs.call("GET", `/api/v1/payments/${taken}`)).body).toMatchObject({
    status: "captured",
    amount_charged: 65_000,
  });

  await page.goto(`/m/demo/payments/${freed}`);
  await page.getByRole("button", { name: "Bırak", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Bırak", exact: true }).click();
  await expect(page.getByText("İptal edildi").first()).toBeVisible();
  expect((await programs.call("GET", `/api/v1/payments/${freed}`)).body).toMatchObject({
    status: "voided",
    amount_charged: null,
  });
});
