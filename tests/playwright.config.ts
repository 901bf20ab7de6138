import { defineConfig, devices } from "@playwright/test";

// `npm test -- e2e` starts the product and sets both; to aim at a running one, set VEZNE_BASE_URL yourself.
const baseURL = process.env.VEZNE_BASE_URL ?? "http://127.0.0.1:3000";
const executablePath = process.env.PLAYWRIGHT_CHROMIUM;

export default defineConfig({
  testDir: "e2e",
  // Two runs side by side, each against a product of its own, keep apart what they write.
  outputDir: process.env.VEZNE_TEST_RESULTS ?? "../test-results",
  fullyParallel: true,
  workers: 2,
  // Files named alone-* break the provider or move the clock for everybody: one at a time, on a product of their own.
  projects: [
    { name: "together", testIgnore: /alone-/ },
    { name: "alone", testMatch: /alone-.*\.spec\.ts/, workers: 1, fullyParallel: false },
  ],
  forbidOnly: Boolean(process.env.CI),
  // A machine that is busy with others' work is slow, not wrong.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: "line",
  use: {
    ...devices["Desktop Chrome"],
    baseURL,
    locale: "tr-TR",
    timezoneId: "Europe/Istanbul",
    // A trace of every test costs more than the tests: `VEZNE_TRACE=retain-on-failure npm test -- e2e` keeps them.
    trace: process.env.VEZNE_TRACE === "retain-on-failure" ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic"],
    },
  },
});
