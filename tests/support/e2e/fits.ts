import { expect, type Page } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll } from "../browser";

type Fits = {
  sizes?: readonly number[];
  /** At these widths the page is looked through for accessibility; at the dark one in the dark theme. */
  looked?: readonly number[];
  dark?: number;
  /** Done once the page is there: opens what is closed at first. */
  before?: (page: Page) => Promise<void>;
};

const SIZES = [320, 390, 768, 1440];

/** Each page is loaded once and made wider step by step: nothing to scroll sideways, accessible, light and dark. */
export async function expectFitsEverywhere(page: Page, paths: readonly string[], fits: Fits = {}): Promise<void> {
  const { sizes = SIZES, looked = [390, 768], dark = 768, before } = fits;
  for (const path of paths) {
    await page.setViewportSize({ width: sizes[0] ?? 320, height: 900 });
    await page.goto(path);
    await expect(page.getByRole("main")).toBeVisible();
    await before?.(page);
    for (const width of sizes) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: width === dark ? "dark" : "light" });
      await expectNoSidewaysScroll(page);
      if (looked.includes(width)) await expectAccessible(page);
    }
  }
}
