import { readFileSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";

type Demo = {
  app_url: string;
  sandbox_url: string;
  merchants: { slug: string; api_key: string; api_key_read: string }[];
  users: { email: string; password: string }[];
};

type Answer = { status: number; body: Record<string, unknown> };

/** Our REST API as the demo merchant's own backend would call it, and the sandbox's control API. */
export type Programs = {
  call(method: "GET" | "POST", path: string, body?: unknown): Promise<Answer>;
  control(path: string, body?: unknown): Promise<Answer>;
};

async function send(url: string, method: string, headers: Record<string, string>, body: unknown): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: { "content-type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Answer["body"] };
}

/** A browser without script never gets there and is not waited for any longer; it opens payers' pages alone. */
const PATIENCE_MS = { dashboard: 10_000, elsewhere: 500 };
const patient = new WeakSet<object>();

/** In the page: nothing waits to be put in its place, and each control of the dashboard has been taken over by React. */
function isWhole(isDashboard: boolean): boolean {
  if (document.querySelector('[hidden][id^="S:"]') !== null) return false;
  const controls = isDashboard
    ? [...document.querySelectorAll('button, input:not([type="hidden"]), select, textarea')]
    : [];
  return controls.every((control) => Object.keys(control).some((name) => name.startsWith("__react")));
}

/**
 * Every page of this worker waits, after it went somewhere, until what was streamed stands in its place: for a moment a
 * hidden copy stands beside it, and a locator finds two. A press before the dashboard's script runs would be lost.
 */
function waitForStreams(page: Page): void {
  const pages = Object.getPrototypeOf(page) as Page;
  if (patient.has(pages)) return;
  patient.add(pages);
  const goTo = pages.goto;
  pages.goto = async function goToWhole(this: Page, ...where: Parameters<Page["goto"]>) {
    const response = await goTo.apply(this, where);
    const isDashboard = new URL(this.url()).pathname.startsWith("/m/");
    const timeout = isDashboard ? PATIENCE_MS.dashboard : PATIENCE_MS.elsewhere;
    await this.waitForFunction(isWhole, isDashboard, { timeout }).catch(() => undefined);
    return response;
  };
}

/** Browser tests get the running product's demo file and its two programmable sides. */
export const test = base.extend<{ demo: Demo; programs: Programs }>({
  page: async ({ page }, use) => {
    waitForStreams(page);
    await use(page);
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern.
  demo: async ({}, use) => {
    await use(JSON.parse(readFileSync(process.env.VEZNE_DEMO_FILE ?? ".data/demo.json", "utf8")) as Demo);
  },
  programs: async ({ demo }, use) => {
    const key = demo.merchants.find(({ slug }) => slug === "demo")?.api_key ?? "";
    await use({
      call: (method, path, body) => send(`${demo.app_url}${path}`, method, { authorization: `Bearer ${key}` }, body),
      control: (path, body) => send(`${demo.sandbox_url}/_control${path}`, "POST", {}, body ?? {}),
    });
  },
});

type Cookies = Awaited<ReturnType<BrowserContext["cookies"]>>;
/** Sessions of this worker by e-mail: the form is tested by its own tests, not by every other one. */
const sessions = new Map<string, Cookies>();

async function continueSession(page: Page, email: string): Promise<boolean> {
  const cookies = sessions.get(email);
  if (cookies === undefined) return false;
  await page.context().addCookies(cookies);
  const answer = await page.request.get("/api/auth/session");
  return answer.ok() && Object.hasOwn((await answer.json()) as object, "user");
}

/** This browser is this person's from now on: with the session this worker has, else through the form. Opens no page. */
export async function signIn(page: Page, email: string): Promise<void> {
  if (await continueSession(page, email)) return;
  await signInByForm(page, email);
  sessions.set(email, await page.context().cookies());
}

/** Signs in through the form and waits for the dashboard; the session is this page's own. */
export async function signInByForm(page: Page, email: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-posta").fill(email);
  await page.getByLabel("Parola", { exact: true }).fill("vezne-demo-2026");
  await page.getByRole("button", { name: "Gir", exact: true }).click();
  await page.waitForURL(/\/m\/(demo|other)$/);
}

/** Nothing is moving any more but what moves for ever: half-faded text has no contrast of its own. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        ({ playState, effect }) =>
          playState !== "running" || effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY,
      ),
  );
}

/** In the page: counts from now on what changes in it, and answers how much changed since it was asked before. */
function changesSince(): number {
  const seen = globalThis as unknown as { changed?: number };
  const before = seen.changed ?? 0;
  if (seen.changed === undefined) {
    const everything = { subtree: true, childList: true, attributes: true, characterData: true };
    new MutationObserver((changes) => {
      seen.changed = (seen.changed ?? 0) + changes.length;
    }).observe(document, everything);
  }
  seen.changed = 0;
  return before;
}

/** One look: what was found, and whether the page stood still meanwhile. */
async function lookThrough(page: Page): Promise<{ found: string[]; stoodStill: boolean }> {
  await settled(page);
  await page.evaluate(changesSince);
  // No page of ours has a frame: one pass in the page itself, without a second page that only puts passes together.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
  return { found, stoodStill: (await page.evaluate(changesSince)) === 0 };
}

const LOOKS = 3;

/**
 * No accessibility finding of any weight on what is shown now. What was found on a page that was redrawn while it was
 * read may be a mixture nobody saw: then it is read again, and the third look counts whatever moved.
 */
export async function expectAccessible(page: Page): Promise<void> {
  // Colours change at once for who asked for less motion: a busy machine never measures one on its way to another.
  await page.emulateMedia({ reducedMotion: "reduce" });
  let look = await lookThrough(page);
  for (let looks = 1; looks < LOOKS && look.found.length > 0 && !look.stoodStill; looks += 1) {
    process.stdout.write(`accessibility, redrawn while it was read: ${look.found.join(" | ")}\n`);
    look = await lookThrough(page);
  }
  await page.emulateMedia({ reducedMotion: null });
  expect(look.found).toEqual([]);
}

/** Nothing to scroll sideways. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
}

/** Fills the sandbox's card page and answers the bank's 3-D page. */
export async function payAtProvider(page: Page, password = "a"): Promise<void> {
  await page.waitForURL(/\/S\/M\?id=/);
  await page.getByLabel("Kart numarası").fill("4355084355084358");
  await page.getByLabel("Kart üzerindeki ad").fill("ALI DENEME");
  await page.getByLabel("Ay").fill("12");
  await page.getByLabel("Yıl").fill("2030");
  await page.getByLabel("CVC").fill("000");
  await page.getByRole("button", { name: "Öde" }).click();
  await page.waitForURL(/\/bank\/3d/);
  await page.getByLabel("Doğrulama şifresi").fill(password);
  await page.getByRole("button", { name: "Onayla" }).click();
}

export { expect };
