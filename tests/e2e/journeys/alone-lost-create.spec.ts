import type { Page } from "@playwright/test";
import { expect, signIn, test } from "../../support/browser";
import {
  breakProvider,
  expectLinkTold,
  expectPayerTold,
  type Link,
  linkNow,
  linksAtProvider,
  mendProvider,
  newLink,
  passTime,
  phoneOf,
} from "../../support/e2e/honest-failures";

// These break the provider or move the clock for everybody, so nothing else runs beside them.
test.setTimeout(180_000);
test.afterEach(({ demo }) => mendProvider(demo));

async function fillLink(page: Page, amount: string, reference: string) {
  await page.goto("/m/demo/paylinks/new");
  await page.getByLabel("Ne kadar isteyeceksiniz?").fill(amount);
  await page.getByLabel("Ad soyad").fill("Yanıtı Kaybolan");
  await page.getByLabel("Sipariş no").fill(reference);
  await page
    .getByRole("button", { name: /linkini oluştur/ })
    .first()
    .click();
}

const MAY_EXIST = {
  row: "Hazırlanıyor",
  because: /Link oluşmuş olabilir; yeniden istenmeden önce soruluyor/,
  next: /Şimdi: Aynı satış için yeni link oluşturmayın/,
};
const FOUND = { row: "Açık", because: /Açık, çünkü link sağlayıcıda bulundu/, next: /link açık/ };

test("hung (52): the list says being made, then may exist, then the one link the provider made is adopted", async ({
  page,
  browser,
  programs,
  demo,
}) => {
  // Lookups stay unanswered too, so that the page is seen while nobody can know.
  await breakProvider(programs, ["mailorder/detail"], { effect: "status", status: 503, times: 1000 });
  await signIn(page, "admin@vezne.test");
  await fillLink(page, "75,52", "HUNG-1");
  const lookUp = async () =>
    ((await programs.call("GET", "/api/v1/paylinks?reference_no=HUNG-1")).body.data as Link[])[0];
  await expect.poll(lookUp, { timeout: 20_000 }).toBeTruthy();
  const link = (await lookUp()) as Link;
  const colleague = await (await browser.newContext()).newPage();
  await signIn(colleague, "approver@vezne.test");
  await colleague.goto(`/m/demo/paylinks?q=${link.id}`);
  await expect(colleague.getByRole("row").filter({ hasText: "Yanıtı Kaybolan" })).toContainText("Hazırlanıyor");

  await page.waitForURL(/\/paylinks\/pl_/, { timeout: 60_000 });
  await expectLinkTold(page, link, MAY_EXIST);
  expect(await linkNow(programs, link.id)).toMatchObject({
    status: "creating",
    url: null,
    because: { code: "create_answer_lost" },
  });
  const payer = await phoneOf(browser);
  await payer.goto(link.share_url);
  await expectPayerTold(payer, {
    title: "Link hazırlanıyor",
    money: /Henüz bir şey çekilmedi/,
    now: /birazdan burada açılır/,
    titleInEnglish: "The link is being made",
  });

  await mendProvider(demo);
  await passTime(demo, 60);
  await expect.poll(async () => (await linkNow(programs, link.id)).status, { timeout: 60_000 }).toBe("active");
  await expectLinkTold(page, link, FOUND);
  expect(await linksAtProvider(demo, link.provider_reference)).toHaveLength(1);
});

test("500 without effect (53): asked about, never repeated, ends as not made with the cause and what to do", async ({
  page,
  browser,
  programs,
  demo,
}) => {
  await signIn(page, "admin@vezne.test");
  await fillLink(page, "80,53", "FAILED-1");
  await page.waitForURL(/\/paylinks\/pl_/, { timeout: 60_000 });
  const id = page.url().split("/").at(-1) ?? "";
  await expectLinkTold(page, { id }, MAY_EXIST);

  const statusLater = async () => {
    await passTime(demo, 300);
    return (await linkNow(programs, id)).status;
  };
  await expect.poll(statusLater, { timeout: 120_000, intervals: [4_000] }).toBe("failed");
  const link = (await linkNow(programs, id)) as unknown as Link;
  expect(link).toMatchObject({ because: { code: "provider_never_got_link" }, url: null });
  await expectLinkTold(page, link, {
    row: "Oluşmadı",
    because: /istek sağlayıcıya hiç ulaşmamış\. Para hareketi olmadı/,
    next: /Şimdi: Müşteriye bir şey gitmedi/,
  });
  await expect(page.getByRole("link", { name: "Yeni link oluştur" })).toHaveAttribute("href", /paylinks\/new/);
  const payer = await phoneOf(browser);
  await payer.goto(link.share_url);
  await expectPayerTold(payer, {
    title: "Bu link oluşmadı",
    money: /kartınızdan çekilmedi/,
    now: /Satıcıdan yeni link isteyin/,
    titleInEnglish: "This link was not made",
  });
  expect(await linksAtProvider(demo, link.provider_reference)).toEqual([]);
});

test("lost create: REST says being made with the cause; the link is found and there is only one", async ({
  page,
  programs,
  demo,
}) => {
  await breakProvider(programs, ["mailorder/create"], { effect: "drop_after" });
  await breakProvider(programs, ["mailorder/detail"], { effect: "status", status: 503, times: 1000 });
  const link = await newLink(programs, 91_00, "Kaybolan Yanıt");
  expect(link).toMatchObject({ status: "creating", because: { code: "create_answer_lost" }, url: null });
  await signIn(page, "support@vezne.test");
  await expectLinkTold(page, link, MAY_EXIST);
  await mendProvider(demo);
  await passTime(demo, 60);
  await expect.poll(async () => (await linkNow(programs, link.id)).status, { timeout: 60_000 }).toBe("active");
  await expectLinkTold(page, link, FOUND);
  expect(await linksAtProvider(demo, link.provider_reference)).toHaveLength(1);
});
