import { expect, expectAccessible, expectNoSidewaysScroll, signIn, test } from "../../support/browser";

test("a sale of the provider's own panel is seen, taken into the books by its key, and gone", async ({
  page,
  programs,
}) => {
  // Another sum each time: a product that is tested twice holds the first one too.
  const amount = 900_000 + (Math.floor(Date.now() / 1_000) % 90_000);
  const shown = (amount / 100).toLocaleString("tr-TR", { minimumFractionDigits: 2 });
  const at = new Date(Date.now() - 3 * 3_600_000).toISOString();
  const planted = (minorUnits: number) =>
    programs.control("/paynet/records", {
      transactions: [{ reference_no: "", at, amount: minorUnits, commission: 19_800 }],
    });
  await planted(amount);
  await signIn(page, "finance@vezne.test");
  await page.goto("/m/demo");
  const title = page.getByRole("heading", { level: 1 });
  // The page hears keys once its script runs.
  await expect(async () => {
    await page.keyboard.press("g");
    await page.keyboard.press("m");
    await expect(title).toHaveText("Mutabakat", { timeout: 5_000 });
  }).toPass();
  await page.getByRole("button", { name: "Şimdi karşılaştır" }).click();
  const row = page.getByRole("row").filter({ hasText: shown });
  await expect(row).toContainText("Yalnızca sağlayıcıda");
  await expect(row).toContainText("Sizin satışınızsa kayda alın.");
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(page);

  // Whoever stands in a row stays there when the board is drawn anew.
  await row.getByRole("link").focus();
  await planted(amount - 100_000);
  const colleague = await page.context().newPage();
  await colleague.goto("/m/demo/reconciliation");
  await colleague.getByRole("button", { name: "Şimdi karşılaştır" }).click();
  const later = ((amount - 100_000) / 100).toLocaleString("tr-TR", { minimumFractionDigits: 2 });
  await expect(page.getByRole("row").filter({ hasText: later })).toBeVisible();
  await colleague.close();
  await expect(row.getByRole("link")).toBeFocused();
  await page.keyboard.press("a");
  await page.getByRole("dialog").getByRole("button", { name: "Kayda al" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(row).toBeHidden();

  const { body } = await programs.call("GET", `/api/v1/payments?amount_min=${amount}&amount_max=${amount}`);
  const [booked] = body.data as { id: string; status: string }[];
  expect(booked?.status).toBe("captured");
  await page.goto(`/m/demo/payments/${booked?.id}`);
  await expect(page.getByRole("main").getByText(shown).first()).toBeVisible();
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto("/m/demo/reconciliation?status=all");
  await expectNoSidewaysScroll(page);
});
