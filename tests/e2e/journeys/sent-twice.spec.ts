import type { Page } from "@playwright/test";
import { expect, expectAccessible, type Programs, signIn, test } from "../../support/browser";
import { makePayment } from "../../support/e2e/make-payment";

const SLOW = { timeout: 20_000 };

test.setTimeout(180_000);

/** The server gets the next form and answers; the browser never sees the answer. */
async function loseNextAnswer(page: Page): Promise<void> {
  let lost = false;
  await page.route("**/m/demo/**", async (route) => {
    if (lost || !route.request().headers()["next-action"]) return route.fallback();
    lost = true;
    await route.fetch({ maxRedirects: 0 });
    await route.abort("connectionreset");
  });
}

const refundsOf = async (programs: Programs, payment: string) =>
  (await programs.call("GET", `/api/v1/refunds?payment_id=${payment}`)).body.data as { id: string; amount: number }[];

async function fillRefund(page: Page, payment: string) {
  await page.goto(`/m/demo/payments/${payment}`);
  await page.getByRole("button", { name: "İade et", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "İade et" });
  await dialog.getByRole("button", { name: "%25" }).click();
  await dialog.getByLabel("Neden").fill("Kargo ücreti");
  return dialog;
}

test("a refund whose answer was lost and that is sent again is one refund", async ({ page, programs }) => {
  const id = await makePayment(programs, 400_00, "İki Kez");
  await signIn(page, "finance@vezne.test");
  const dialog = await fillRefund(page, id);
  await loseNextAnswer(page);
  const send = dialog.getByRole("button", { name: "100,00 TL iade et" });
  await send.click();
  await expect(dialog.getByText(/isteğiniz alınmış olabilir/)).toBeVisible(SLOW);
  await expectAccessible(page);
  expect(await refundsOf(programs, id)).toHaveLength(1);
  await send.click();
  await expect(dialog).toBeHidden(SLOW);
  expect((await refundsOf(programs, id)).map(({ amount }) => amount)).toEqual([100_00]);
});

test("after a lost answer another amount is refused until the person has looked", async ({ page, programs }) => {
  const id = await makePayment(programs, 400_00, "İki Kez");
  await signIn(page, "finance@vezne.test");
  const dialog = await fillRefund(page, id);
  await loseNextAnswer(page);
  await dialog.getByRole("button", { name: "100,00 TL iade et" }).click();
  await expect(dialog.getByText(/isteğiniz alınmış olabilir/)).toBeVisible(SLOW);
  await dialog.getByLabel("Ne kadar iade edilecek?").fill("50,00");
  await dialog.getByRole("button", { name: "50,00 TL iade et" }).click();
  await expect(dialog.getByText(/Pencereyi kapatıp iadelere bakın/)).toBeVisible(SLOW);
  expect((await refundsOf(programs, id)).map(({ amount }) => amount)).toEqual([100_00]);
});

test("a refund whose button is clicked twice at once is one refund", async ({ page, programs }) => {
  const id = await makePayment(programs, 400_00, "İki Kez");
  await signIn(page, "finance@vezne.test");
  const dialog = await fillRefund(page, id);
  await dialog.getByRole("button", { name: "100,00 TL iade et" }).dblclick();
  await expect(dialog).toBeHidden(SLOW);
  expect(await refundsOf(programs, id)).toHaveLength(1);
});

const linksOf = async (programs: Programs, reference: string) =>
  (await programs.call("GET", `/api/v1/paylinks?reference_no=${reference}`)).body.data as { id: string }[];

async function atProvider(sandbox: string, reference: string): Promise<number> {
  const state = await (await fetch(`${sandbox}/_control/state`)).json();
  const links = state.paynet.links as { reference_no: string }[];
  return links.filter(({ reference_no: ours }) => ours.startsWith(`${reference}-`)).length;
}

async function fillLink(page: Page, reference: string) {
  await page.goto("/m/demo/paylinks/new");
  await page.getByLabel("Ne kadar isteyeceksiniz?").fill("75,00");
  await page.getByLabel("Ad soyad").fill("Ali Deneme");
  await page.getByLabel("Sipariş no").fill(reference);
  return page.getByRole("button", { name: /75,00 TL linkini oluştur/ }).first();
}

test("a link form whose answer was lost and that is sent again makes one link", async ({ page, programs, demo }) => {
  await signIn(page, "cashier@vezne.test");
  const send = await fillLink(page, "LOST-1");
  await loseNextAnswer(page);
  await send.click();
  await expect(page.getByText(/ikinci bir link oluşmaz/)).toBeVisible(SLOW);
  await expect(page.getByLabel("Sipariş no")).toHaveValue("LOST-1");
  await expectAccessible(page);
  await send.click();
  await page.waitForURL(/\/paylinks\/pl_/, SLOW);
  const [link, ...more] = await linksOf(programs, "LOST-1");
  expect([page.url().endsWith(link?.id ?? "none"), more]).toEqual([true, []]);
  expect(await atProvider(demo.sandbox_url, "LOST-1")).toBe(1);
});

test("a link form sent by a double click makes one link, here and at the provider", async ({
  page,
  programs,
  demo,
}) => {
  await signIn(page, "cashier@vezne.test");
  await (await fillLink(page, "TWICE-1")).dblclick();
  await page.waitForURL(/\/paylinks\/pl_/, SLOW);
  expect(await linksOf(programs, "TWICE-1")).toHaveLength(1);
  expect(await atProvider(demo.sandbox_url, "TWICE-1")).toBe(1);
});
