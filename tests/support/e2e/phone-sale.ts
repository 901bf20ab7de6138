import type { Page } from "@playwright/test";
import { expect, type Programs } from "../browser";

const SLOW = { timeout: 30_000 };
let tills = 0;

/** The words of the keypad's button for a sum that was typed as kurus. */
const keysOf = (kurus: number) => String(kurus).split("");

/** A till nobody else uses, added and chosen on this device through the cashier's own page. */
export async function newTill(page: Page): Promise<string> {
  tills += 1;
  const user = `kasa${Date.now()}x${tills}`;
  await page.goto("/m/demo/pos/cashier");
  const form = page.getByRole("main").locator("details").filter({ hasText: "Kasa ekle" });
  // While a page still streams, its parts may be there twice.
  await expect(form).toHaveCount(1, SLOW);
  const isOpen = await form.evaluate((element) => (element as HTMLDetailsElement).open);
  if (!isOpen) await form.locator("summary").click();
  await page.getByLabel("Kasanın adı").fill(`Kasa ${user}`);
  await page.getByLabel("Bayi kodu").fill("2044");
  await page.getByLabel("Panel kullanıcısı").fill(user);
  await page.getByRole("button", { name: "Kasa ekle" }).click();
  await page.getByRole("button", { name: `Kasa ${user}` }).click();
  await expect(page.getByRole("group", { name: "Tuş takımı" })).toBeVisible(SLOW);
  return user;
}

/** Types the sum on the keypad. */
export async function typeSum(page: Page, kurus: number): Promise<void> {
  const pad = page.getByRole("group", { name: "Tuş takımı" });
  for (const key of keysOf(kurus)) await pad.getByRole("button", { name: key, exact: true }).click();
}

const askCard = (page: Page) => page.getByRole("button", { name: /için kart iste$/ });

/** From the keypad to the phone; the id of the try. */
export async function startSale(page: Page, kurus: number, reference = ""): Promise<string> {
  await typeSum(page, kurus);
  if (reference !== "") {
    await page.getByText("Açıklama ve sipariş no").click();
    await page.getByLabel("Sipariş no").fill(reference);
  }
  await askCard(page).click();
  return openedSale(page);
}

/** The try whose page is open. */
export async function openedSale(page: Page): Promise<string> {
  await page.waitForURL(/\/pos\/cashier\/pos_[0-9a-z]+$/, SLOW);
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

/** What the API says of a try. */
export async function saleOf(programs: Programs, id: string): Promise<Record<string, unknown>> {
  const { status, body } = await programs.call("GET", `/api/v1/pos_sessions/${id}`);
  expect(status).toBe(200);
  return body;
}

/** Somebody does something on the phone of a try. */
export async function onPhone(programs: Programs, id: string, action: string): Promise<Record<string, unknown>> {
  const { payment_session_id: session } = await saleOf(programs, id);
  const { status, body } = await programs.control(`/pos/${String(session)}`, { action });
  expect(status).toBe(200);
  return body;
}
