import { expect, signIn, signInByForm, test } from "../../support/browser";
import { expectFitsEverywhere } from "../../support/e2e/fits";

const PAGES = [
  "/m/demo",
  "/m/demo/payments",
  "/m/demo/paylinks",
  "/m/demo/paylinks/new",
  "/m/demo/payments?q=yok-boyle-biri",
];

test("every screen is accessible and fits, from 320 to 1440 pixels, light and dark", async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, "owner@vezne.test");
  await expectFitsEverywhere(page, PAGES);
});

test("a page names no violation of its own content policy", async ({ page }) => {
  const violations: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") violations.push(message.text());
  });
  await signIn(page, "owner@vezne.test");
  for (const path of PAGES) await page.goto(path);
  expect(violations).toEqual([]);
});

test("a page asks for what a link leads to when somebody points at it, and not before", async ({ page }) => {
  const ahead: string[] = [];
  page.on("request", (request) => {
    if (request.headers()["next-router-prefetch"]) ahead.push(new URL(request.url()).pathname);
  });
  await signIn(page, "owner@vezne.test");
  await page.goto("/m/demo", { waitUntil: "networkidle" });
  expect(ahead).toEqual([]);
  const payments = page.getByRole("navigation").getByRole("link", { name: "Ödemeler" }).first();
  await payments.hover();
  await expect.poll(() => ahead).toContain("/m/demo/payments");
  expect([...new Set(ahead)]).toEqual(["/m/demo/payments"]);
  await payments.click();
  await expect(page).toHaveURL(/\/m\/demo\/payments/);
});

test("who may not create links is told so instead of being shown a form", async ({ page }) => {
  await signIn(page, "auditor@vezne.test");
  await page.goto("/m/demo/paylinks/new");
  await expect(page.getByLabel("Ne kadar isteyeceksiniz?")).toHaveCount(0);
});

test("another merchant's dashboard does not exist for me", async ({ page }) => {
  await signIn(page, "owner@other.test");
  const response = await page.goto("/m/demo/payments");
  expect(response?.status()).toBe(404);
});

test("a wrong password says nothing about the account", async ({ page }) => {
  await page.goto("/sign-in");
  const messages: string[] = [];
  for (const email of ["owner@vezne.test", "nobody@vezne.test"]) {
    await page.getByLabel("E-posta").fill(email);
    await page.getByLabel("Parola", { exact: true }).fill("wrong password");
    await page.getByRole("button", { name: "Gir", exact: true }).click();
    const alert = page.getByRole("main").getByRole("alert");
    await expect(alert).toBeVisible();
    messages.push((await alert.textContent()) ?? "");
  }
  expect(messages[0]).toBe(messages[1]);
});

test("signing out ends the session on the server", async ({ page, context }) => {
  await signInByForm(page, "support@vezne.test");
  const cookies = await context.cookies();
  await page.getByRole("button", { name: /Burcu Tan/ }).click();
  await page.getByRole("menuitem", { name: "Çıkış yap" }).click();
  await page.waitForURL(/sign-in/);
  await context.addCookies(cookies);
  await page.goto("/m/demo/payments");
  await expect(page).toHaveURL(/sign-in/);
});
