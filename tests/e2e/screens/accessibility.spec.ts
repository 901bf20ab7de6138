import { expect, expectAccessible, test } from "../../support/browser";

const page = (inside: string) =>
  `<!doctype html><html lang="tr"><head><title>Deneme</title></head><body><main><h1>Deneme</h1>${inside}</main></body></html>`;

const PICTURE = '<img src="data:,">';
/** Redraws something every few milliseconds, and after so many times shows the picture no more. */
const redrawn = (times: number) => `<p id="tick"></p><script>{
  let left = ${times};
  const timer = setInterval(() => {
    document.getElementById("tick").textContent = left;
    left -= 1;
    if (left < 0) { document.images[0].remove(); clearInterval(timer); }
  }, 4) }</script>`;

test("a finding on a page that stands still counts at once, one that lasts counts, one in a redrawing does not", async ({
  page: browser,
}) => {
  await browser.setContent(page("<p>Metin</p>"));
  await expectAccessible(browser);
  await browser.setContent(page(PICTURE));
  await expect(expectAccessible(browser)).rejects.toThrow("image-alt");
  await browser.setContent(page(PICTURE + redrawn(1_000_000)));
  await expect(expectAccessible(browser)).rejects.toThrow("image-alt");
  await browser.setContent(page(PICTURE + redrawn(10)));
  await expectAccessible(browser);
});
