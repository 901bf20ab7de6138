import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import pg from "pg";
import type { Programs } from "../browser";

export const CARDS = {
  paynet: { number: "4355084355084358", password: "a" },
  paywall: { number: "5293601234567896", password: "123456" },
} as const;
export type Provider = keyof typeof CARDS;

/** The running product's own database, beside its demo file. */
function adminUrl(): string {
  const folder = path.dirname(process.env.VEZNE_DEMO_FILE ?? ".data/demo.json");
  const file = JSON.parse(readFileSync(path.join(folder, "postgres.json"), "utf8")) as { admin_url: string };
  return file.admin_url;
}

/**
 * How cards reach the demo merchant's providers: through our server at Paynet, from the browser at Paywall. No form of
 * the dashboard sets it yet, so it is written as the use case would leave it.
 */
export async function chooseCardEntries(): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl() });
  await client.connect();
  const demo = "merchant_id = (select merchant_id from merchants where slug = 'demo')";
  await client.query(`update provider_accounts set card_entry = 'server_card_entry', card_entry_acknowledged_by = 'e2e',
    card_entry_acknowledged_at = now() where provider = 'paynet' and is_default = 'yes' and ${demo}`);
  await client.query(
    `update provider_accounts set card_entry = 'browser_token' where provider = 'paywall' and ${demo}`,
  );
  await client.end();
}

/** A checkout of the demo merchant; `more` goes into the request. */
export async function makeCheckout(
  programs: Programs,
  provider: Provider,
  amount: number,
  more: Record<string, unknown> = {},
): Promise<{ id: string; url: string }> {
  const { status, body } = await programs.call("POST", "/api/v1/checkouts", {
    amount,
    currency: "TRY",
    provider,
    ...more,
  });
  expect(status).toBe(201);
  return { id: String(body.id), url: String(body.url) };
}

type Typed = { number: string; code?: string; name?: string };

/** Fills the form as a payer would, key by key where the page answers to keys. */
export async function fillCheckout(page: Page, { number, code = "000", name = "Ali Deneme" }: Typed): Promise<void> {
  await page.getByLabel("Ad soyad", { exact: true }).fill(name);
  await page.getByLabel("Kart numarası").fill("");
  await page.getByLabel("Kart numarası").pressSequentially(number);
  await page.getByLabel("Karttaki ad soyad").fill("ALI DENEME");
  await page.getByLabel("Son kullanma").fill("12 / 30");
  await page.getByLabel("Güvenlik kodu").fill(code);
}

/** Answers the bank's page, wherever the provider shows it. */
export async function approveAtBank(page: Page, password: string): Promise<void> {
  await page.getByLabel("Doğrulama şifresi").fill(password);
  await page.getByRole("button", { name: "Onayla" }).click();
}
