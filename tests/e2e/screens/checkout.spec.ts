import { expect, expectAccessible, expectNoSidewaysScroll, test } from "../../support/browser";
import { chooseCardEntries, makeCheckout } from "../../support/e2e/own-checkout";

const LOOKS = ["card", "redirect", "token", "hold", "failed"] as const;
const PAYER_LIMIT = 150_000;

test.beforeAll(chooseCardEntries);

for (const look of LOOKS) {
  test(`the checkout page can be read and worked by everybody: ${look}`, async ({ page }) => {
    for (const [width, scheme] of [
      [320, "light"],
      [390, "dark"],
      [1440, "light"],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: scheme });
      await page.goto(`/gallery/checkout?show=${look}`);
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    }
  });
}

test("only the page whose browser gives the card away may speak to that provider, and to no other", async ({
  page,
  programs,
  demo,
}) => {
  const { url } = await makeCheckout(programs, "paywall", 50_000);
  const policyOf = async (address: string) =>
    /connect-src ([^;]+)/.exec(
      (await page.request.get(address, { maxRedirects: 0 })).headers()["content-security-policy"] ?? "",
    )?.[1];
  const card = `${url}/card/paywall-sandbox`;
  expect(await policyOf(card)).toContain(new URL(demo.sandbox_url).origin);
  const { url: plain } = await makeCheckout(programs, "paynet", 50_000);
  for (const address of [plain, "/sign-in", "/gallery/checkout", `${url}/card/paywall`, `${url}/card/paywall-live/x`]) {
    expect(await policyOf(address), address).toBe("'self'");
  }
  // An address that names another provider is led to its own; what it names is all that it could ever have opened.
  expect(await policyOf(`${url}/card/paynet-live`)).toBe("'self' https://api.paynet.com.tr");
});

test("the checkout page loads no more than 150 kB of compressed script", async ({ browser, programs }) => {
  const { url } = await makeCheckout(programs, "paynet", 50_000, { installments: { max: 6 } });
  const context = await browser.newContext();
  const page = await context.newPage();
  const sizes: Promise<number>[] = [];
  page.on("requestfinished", (request) => {
    if (request.resourceType() === "script")
      sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  await page.goto(url, { waitUntil: "networkidle" });
  const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  expect(total).toBeGreaterThan(50_000);
  expect(total).toBeLessThanOrEqual(PAYER_LIMIT);
  await context.close();
});
