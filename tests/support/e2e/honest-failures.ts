import { type Browser, expect, type Page } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll, type Programs } from "../browser";

export type Link = { id: string; share_url: string; url: string; provider_id: string; provider_reference: string };
export type Payment = {
  id: string;
  status: string;
  review: string | null;
  because: { code: string };
  attempts: { decline: { code: string; class: string } | null }[];
};

/** A link of the demo merchant, made over REST. */
export async function newLink(programs: Programs, amount: number, name: string, more: object = {}): Promise<Link> {
  const { body } = await programs.call("POST", "/api/v1/paylinks", {
    amount,
    currency: "TRY",
    customer: { name },
    ...more,
  });
  return body as Link;
}

export const linkNow = async (programs: Programs, id: string) =>
  (await programs.call("GET", `/api/v1/paylinks/${id}`)).body as Record<string, unknown>;

/** Payments of a link as REST tells them, newest first. */
export async function paymentsOf(programs: Programs, link: Link): Promise<Payment[]> {
  const { body } = await programs.call("GET", `/api/v1/payments?paylink_id=${link.id}`);
  return body.data as Payment[];
}

/** A payer's telephone: its own cookies, nothing of anybody else. */
export async function phoneOf(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  return context.newPage();
}

export type PageWords = { title: string; money: RegExp; now: RegExp; titleInEnglish: string };

/** The payer's page says what happened, what it means for the money and what to do, in both languages. */
export async function expectPayerTold(payer: Page, words: PageWords): Promise<void> {
  await expect(payer.getByRole("heading", { name: words.title })).toBeVisible({ timeout: 30_000 });
  const told = payer.locator(".tell");
  await expect(told).toContainText(words.money);
  await expect(told).toContainText(words.now);
  await expectAccessible(payer);
  await expectNoSidewaysScroll(payer);
  const address = payer.url().split("?")[0] ?? "";
  await payer.goto(`${address}?lang=en`);
  await expect(payer.getByRole("heading", { name: words.titleInEnglish })).toBeVisible();
  await payer.goto(`${address}?lang=tr`);
}

export type StaffWords = { row: string | RegExp; status?: string; because: RegExp; next: RegExp };

async function expectHead(page: Page, words: StaffWords): Promise<void> {
  const main = page.getByRole("main");
  await expect(main.locator(".detail-state")).toContainText(words.status ?? words.row, { timeout: 30_000 });
  await expect(main.locator(".because").first()).toContainText(words.because);
  await expect(main).toContainText(words.next);
  await expectAccessible(page);
}

/** The row of the list and the page of a payment: status, because of what, and what staff do now. */
export async function expectPaymentTold(page: Page, link: Link, payment: Payment, words: StaffWords): Promise<void> {
  await page.goto(`/m/demo/payments?paylink=${link.id}`);
  const row = page.getByRole("row").filter({ has: page.locator(`a[href$="${payment.id}"]`) });
  await expect(row).toContainText(words.row);
  await page.goto(`/m/demo/payments/${payment.id}`);
  await expectHead(page, words);
}

/** The same of a link. */
export async function expectLinkTold(page: Page, link: { id: string }, words: StaffWords): Promise<void> {
  await page.goto(`/m/demo/paylinks?q=${link.id}`);
  await expect(page.getByRole("row").filter({ has: page.locator(`a[href$="${link.id}"]`) })).toContainText(words.row);
  await page.goto(`/m/demo/paylinks/${link.id}`);
  await expectHead(page, words);
}

type Addresses = { app_url: string; sandbox_url: string };

/** Moves the product's and the provider's clock. Only for tests that run alone: everybody's time moves. */
export async function passTime(demo: Addresses, seconds: number): Promise<void> {
  const body = JSON.stringify({ advance_seconds: seconds });
  const headers = { "content-type": "application/json" };
  for (const address of [`${demo.sandbox_url}/_control/clock`, `${demo.app_url}/api/internal/clock`]) {
    const answer = await fetch(address, { method: "POST", headers, body });
    expect(answer.status).toBe(200);
  }
}

/** Orders a fault of the provider. Only for tests that run alone: it strikes whoever calls next. */
export async function breakProvider(programs: Programs, operations: string[], order: object): Promise<void> {
  for (const operation of operations) {
    const { status } = await programs.control("/faults", { provider: "paynet", operation, ...order });
    expect(status).toBe(200);
  }
}

export async function mendProvider(demo: Addresses): Promise<void> {
  await fetch(`${demo.sandbox_url}/_control/faults`, { method: "DELETE" });
}

/** What the provider itself holds under a reference. */
export async function linksAtProvider(demo: Addresses, reference: string): Promise<{ id: string; url: string }[]> {
  const state = await (await fetch(`${demo.sandbox_url}/_control/state`)).json();
  const links = state.paynet.links as { id: string; url: string; reference_no: string }[];
  return links.filter(({ reference_no: ours }) => ours === reference);
}
