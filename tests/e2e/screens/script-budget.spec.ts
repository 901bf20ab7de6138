import type { Browser } from "@playwright/test";
import { expect, type Programs, signIn, test } from "../../support/browser";

/** What the browser may load as compressed script before a page can be used, in bytes. */
const DASHBOARD_LIMIT = 200_000;
const PAYER_LIMIT = 150_000;

type State = Awaited<ReturnType<Awaited<ReturnType<Browser["newContext"]>>["storageState"]>>;

/** Bytes of script that a cold browser transfers until the page is quiet. */
async function scriptBytes(browser: Browser, path: string, state?: State): Promise<number> {
  const context = await browser.newContext(state ? { storageState: state } : {});
  const page = await context.newPage();
  const sizes: Promise<number>[] = [];
  page.on("requestfinished", (request) => {
    if (request.resourceType() !== "script") return;
    sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  await page.goto(path, { waitUntil: "networkidle" });
  await expect(page.getByRole("main")).toBeVisible();
  const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  await context.close();
  return total;
}

const idOf = async (programs: Programs, path: string) =>
  ((await programs.call("GET", path)).body.data as { id: string; share_url: string }[])[0];

test("no dashboard page loads more than 200 kB of compressed script first", async ({ page, browser, programs }) => {
  test.setTimeout(120_000);
  await signIn(page, "owner@vezne.test");
  const state = await page.context().storageState();
  const payment = await idOf(programs, "/api/v1/payments?status=captured&limit=1");
  const link = await idOf(programs, "/api/v1/paylinks?limit=1");
  const checkout = await idOf(programs, "/api/v1/checkouts?limit=1");
  const held = await idOf(programs, "/api/v1/escrow_accounts?status=held&limit=1");
  const pages = [
    "",
    "/payments",
    `/payments/${payment?.id}`,
    "/paylinks",
    "/paylinks/new",
    `/paylinks/${link?.id}`,
    "/checkouts",
    "/checkouts/new",
    `/checkouts/${checkout?.id}`,
    "/escrow",
    `/escrow/${held?.id}`,
    "/escrow/disputes",
    "/settings/limits",
    "/settings/accounts",
    "/settings/routing",
    "/settings/guard",
    "/refunds",
    "/refunds/bulk",
    "/balance",
    "/settings/audit",
    "/developers/jobs",
  ];
  const heavy: string[] = [];
  for (const path of pages) {
    const bytes = await scriptBytes(browser, `/m/demo${path}`, state);
    expect(bytes, path).toBeGreaterThan(50_000);
    if (bytes > DASHBOARD_LIMIT) heavy.push(`${path}: ${bytes}`);
  }
  expect(heavy).toEqual([]);
});

test("no payer page loads more than 150 kB of compressed script", async ({ browser, programs }) => {
  const link = await idOf(programs, "/api/v1/paylinks?status=active&limit=1");
  for (const path of [link?.share_url ?? "", "/pay/0123456789abcdefghjkmnpqrs"]) {
    const bytes = await scriptBytes(browser, path);
    expect(bytes, path).toBeGreaterThan(50_000);
    expect(bytes, path).toBeLessThanOrEqual(PAYER_LIMIT);
  }
});
