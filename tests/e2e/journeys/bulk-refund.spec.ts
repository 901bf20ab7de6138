import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectNoSidewaysScroll, type Programs, signIn, test } from "../../support/browser";
import { makePayment } from "../../support/e2e/make-payment";

const PHONE = { width: 390, height: 844 };
const SLOW = { timeout: 20_000 };

test.setTimeout(180_000);

const refundsOf = async (programs: Programs, payment: string) =>
  (await programs.call("GET", `/api/v1/refunds?payment_id=${payment}`)).body.data as { amount: number }[];

async function tryList(page: Page, lines: string[]) {
  await page.goto("/m/demo/refunds");
  await page.getByRole("link", { name: "Toplu iade" }).click();
  await page.getByLabel("İade edilecek ödemeler").fill(lines.join("\n"));
  await page.getByLabel("Neden").fill("Geri çağırılan ürün");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Önce dene" }).click();
  await expect(page.getByRole("table", { name: "Ne olacak" })).toBeVisible(SLOW);
}

test("a list is tried out, its total typed, and each line becomes one refund, also when the answer is lost", async ({
  page,
  programs,
}) => {
  const whole = await makePayment(programs, 200_00, "Toplu Alan", { reference_no: "E2E-BULK-1" });
  const part = await makePayment(programs, 300_00, "Toplu Alan", { reference_no: "E2E-BULK-2" });
  await signIn(page, "finance@vezne.test");
  await tryList(page, ["E2E-BULK-1", `${part};50,00`, "E2E-BULK-NONE", `${part};1,00`, `${whole};1.234`]);
  const table = page.getByRole("table", { name: "Ne olacak" });
  await expect(table.getByText("Bugünkü satış, iptal olarak gönderilir")).toBeVisible();
  await expect(table.getByText(/Yarın kendiliğinden gönderilir/)).toBeVisible();
  await expect(table.getByText("Böyle bir ödeme yok")).toBeVisible();
  await expect(table.getByText("Bu ödeme listede iki kez")).toBeVisible();
  await expect(table.getByText("Tutar iki türlü okunuyor; kuruşuyla yazın")).toBeVisible();
  await expect(page.getByText("2 iade, toplam 250,00 TL")).toBeVisible();
  expect([await refundsOf(programs, whole), await refundsOf(programs, part)]).toEqual([[], []]);
  await expectAccessible(page);
  await page.setViewportSize(PHONE);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  const confirm = page.getByRole("button", { name: "2 iadeyi iste, 250,00 TL" });
  await page.getByLabel(/toplamı yazın/).fill("25,00");
  await confirm.click();
  await expect(page.getByText("Yazdığınız tutar toplam değil.")).toBeVisible();
  await page.getByLabel(/toplamı yazın/).fill("250,00");
  let lost = false;
  await page.route("**/m/demo/refunds/bulk", async (route) => {
    if (lost || !route.request().headers()["next-action"]) return route.fallback();
    lost = true;
    await route.fetch();
    await route.abort("connectionreset");
  });
  await confirm.click();
  await expect(page.getByText(/isteğiniz alınmış olabilir/)).toBeVisible(SLOW);
  await confirm.click();
  await expect(page.getByText("2 iade istendi.")).toBeVisible(SLOW);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  expect((await refundsOf(programs, whole)).map(({ amount }) => amount)).toEqual([200_00]);
  expect((await refundsOf(programs, part)).map(({ amount }) => amount)).toEqual([50_00]);
});

test("a sum above one person's limit makes every line wait for somebody else", async ({ page, programs }) => {
  const ids = [
    await makePayment(programs, 3_000_00, "Toplu Alan", { reference_no: "E2E-SUM-1" }),
    await makePayment(programs, 3_000_00, "Toplu Alan", { reference_no: "E2E-SUM-2" }),
  ];
  await signIn(page, "finance@vezne.test");
  await tryList(page, ids);
  await expect(page.getByText(/tek kişinin iade sınırı/)).toBeVisible();
  await page.getByLabel(/toplamı yazın/).fill("6.000,00");
  await page.getByRole("button", { name: "2 iadeyi iste, 6.000,00 TL" }).click();
  const result = page.getByRole("table", { name: "Ne oldu" });
  await expect(result.getByText("Onay bekliyor", { exact: true })).toHaveCount(2, SLOW);
});

test("who may not ask for refunds is told so", async ({ page }) => {
  await signIn(page, "auditor@vezne.test");
  await page.goto("/m/demo/refunds");
  await expect(page.getByRole("heading", { name: "İadeler", level: 1 })).toBeVisible();
  await expect(page.getByRole("link", { name: "Toplu iade" })).toHaveCount(0);
  await page.goto("/m/demo/refunds/bulk");
  await expect(page.getByRole("button", { name: "Önce dene" })).toHaveCount(0);
  await expectAccessible(page);
});
