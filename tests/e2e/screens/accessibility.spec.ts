import { expect, expectAccessible, test } from "../../support/browser";

const page = (inside: string) =>
  `<!doctype html><html lang="tr"><head><title>Deneme</title></head><body><main><h1>Deneme</h1>${inside}</main></body></html>`;

test("a finding that stays is found; one that is gone at the next look is not", async ({ page: browser }) => {
  await browser.setContent(page("<p>Metin</p>"));
  await expectAccessible(browser);
  await browser.setContent(page('<img src="data:,">'));
  await expect(expectAccessible(browser)).rejects.toThrow("image-alt");
  await browser.setContent(
    page('<img src="data:,"><script>setTimeout(() => document.images[0].remove(), 200)</script>'),
  );
  await expectAccessible(browser);
});
