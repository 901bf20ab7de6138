import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectNoSidewaysScroll, signIn, test } from "../../support/browser";
import { newTill, onPhone, saleOf, startSale } from "../../support/e2e/phone-sale";

const LOOKS = [
  [320, "light"],
  [390, "dark"],
  [1440, "light"],
] as const;

test.setTimeout(180_000);

async function looksRight(page: Page): Promise<void> {
  for (const [width, scheme] of LOOKS) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: scheme });
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  }
}

test("a day is counted, its difference explained, signed by another person and locked", async ({
  page,
  browser,
  programs,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, "owner@vezne.test");
  await newTill(page);
  const sale = await startSale(page, 64_300);
  await onPhone(programs, sale, "approve");
  await expect(async () => expect((await saleOf(programs, sale)).status).toBe("succeeded")).toPass();

  await page.goto("/m/demo/pos/closing");
  const branch = page.getByRole("region", { name: "Sayılacak: Şubesiz" });
  await branch.getByLabel("Telefonla POS").fill("1.00");
  await branch.getByRole("button", { name: /imzala$/ }).click();
  await expect(branch.getByText(/Sayılan, kayıtlardan farklı/)).toBeVisible();
  await looksRight(page);
  await branch.getByLabel("Farkın nedeni").fill("Deneme sayımı");
  await branch.getByRole("button", { name: /imzala$/ }).click();
  await expect(page.getByText("İkinci imza bekliyor").first()).toBeVisible();
  // Nobody signs their own count.
  await expect(page.getByRole("button", { name: "İmzala ve günü kilitle" })).toHaveCount(0);

  const second = await (await browser.newContext({ locale: "tr-TR" })).newPage();
  await signIn(second, "finance@vezne.test");
  await second.goto("/m/demo/pos/closing");
  const card = second.getByRole("region").filter({ hasText: "Deneme sayımı" });
  await card.getByRole("button", { name: "İmzala ve günü kilitle" }).click();
  await expect(card.getByText("Kilitli", { exact: true })).toBeVisible();
  await looksRight(second);
  await second.context().close();
  await page.reload();
  await expect(page.getByRole("region", { name: "Sayılacak: Şubesiz" })).toHaveCount(0);
});
