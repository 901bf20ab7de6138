import type { Page } from "@playwright/test";
import { expect, expectAccessible, type Programs, signIn, test } from "../../support/browser";
import {
  breakProvider,
  expectPaymentTold,
  type Link,
  linkNow,
  linksAtProvider,
  mendProvider,
  newLink,
  type Payment,
  passTime,
  paymentsOf,
  phoneOf,
} from "../../support/e2e/honest-failures";

// These break the provider or move the clock for everybody, so nothing else runs beside them.
test.setTimeout(180_000);
test.afterEach(({ demo }) => mendProvider(demo));

/** The payer stands on the bank's page and has not approved yet. */
async function goToBank(payer: Page, link: Link) {
  await payer.goto(link.share_url);
  await payer.getByRole("button", { name: /TL öde/ }).click();
  await payer.waitForURL(/\/S\/M\?id=/);
  await payer.getByLabel("Kart numarası").fill("4355084355084358");
  await payer.getByLabel("Kart üzerindeki ad").fill("ALI DENEME");
  await payer.getByLabel("Ay").fill("12");
  await payer.getByLabel("Yıl").fill("2030");
  await payer.getByLabel("CVC").fill("000");
  await payer.getByRole("button", { name: "Öde" }).click();
  await payer.waitForURL(/\/bank\/3d/);
}

async function approve(payer: Page) {
  await payer.getByLabel("Doğrulama şifresi").fill("a");
  await payer.getByRole("button", { name: "Onayla" }).click();
  await expect(payer.getByRole("heading", { name: "Ödendi" })).toBeVisible({ timeout: 30_000 });
  await expectAccessible(payer);
}

async function expectReview(page: Page, programs: Programs, link: Link, payment: Payment, words: RegExp[]) {
  const [onPayment, onLink] = words as [RegExp, RegExp];
  await signIn(page, "admin@vezne.test");
  await expectPaymentTold(page, link, payment, {
    row: /Ödendi.*İncele/,
    status: "Ödendi",
    because: /sağlayıcı sorgumuza “ödendi” dedi/,
    next: onPayment,
  });
  await expect(page.getByRole("button", { name: "İade et", exact: true })).toBeEnabled();
  await page.goto(`/m/demo/paylinks?q=${link.id}`);
  await expect(page.getByRole("row").filter({ has: page.locator(`a[href$="${link.id}"]`) })).toContainText("İncele");
  await page.goto(`/m/demo/paylinks/${link.id}`);
  await expect(page.getByText(onLink)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: /İncelenecek ödemeyi aç/ }).click();
  await page.waitForURL(new RegExp(payment.id));
  expect(await linkNow(programs, link.id)).toMatchObject({ review: payment.review });
}

const LATE = [/ürünü gönderin ya da “İade et”|Ürünü gönderin ya da “İade et”/, /Link kapandıktan sonra ödendi/];

test("paid late, after staff closed the link: booked, flagged, staff ship or refund", async ({
  page,
  browser,
  programs,
}) => {
  const link = await newLink(programs, 615_00, "Geç Ödeyen");
  const payer = await phoneOf(browser);
  await goToBank(payer, link);
  const closed = await programs.call("POST", `/api/v1/paylinks/${link.id}/deactivate`);
  expect(closed.body.status).toBe("deactivated");
  // Whoever looks now is not told that nothing can be charged: somebody is at the bank.
  const stranger = await phoneOf(browser);
  await stranger.goto(link.share_url);
  await expect(stranger.getByRole("heading", { name: "Bir ödeme sürüyor" })).toBeVisible();
  await expect(stranger.getByText("615,00")).toHaveCount(0);
  await approve(payer);
  const [payment] = await paymentsOf(programs, link);
  expect(payment).toMatchObject({ status: "captured", review: "late" });
  await expectReview(page, programs, link, payment as Payment, LATE);
});

test("paid late, after the link's time ended: booked, flagged, staff ship or refund", async ({
  page,
  browser,
  programs,
  demo,
}) => {
  const link = await newLink(programs, 616_00, "Son Saati Geçiren", { expires_in_hours: 1 });
  const payer = await phoneOf(browser);
  await goToBank(payer, link);
  await passTime(demo, 3_601);
  await expect.poll(async () => (await linkNow(programs, link.id)).status, { timeout: 30_000 }).toBe("expired");
  await approve(payer);
  const [payment] = await paymentsOf(programs, link);
  expect(payment).toMatchObject({ status: "captured", review: "late" });
  await expectReview(page, programs, link, payment as Payment, LATE);
});

test("paid twice: the second is its own payment, flagged, with a refund as the way out", async ({
  page,
  browser,
  programs,
  demo,
}) => {
  // The provider made the link twice under one reference: two addresses that can each be paid.
  await breakProvider(programs, ["mailorder/create"], { effect: "duplicate" });
  const link = await newLink(programs, 700_00, "İki Kez Ödenen");
  const twins = await linksAtProvider(demo, link.provider_reference);
  expect(twins).toHaveLength(2);
  const payer = await phoneOf(browser);
  await goToBank(payer, link);
  await approve(payer);
  await expect.poll(async () => (await linkNow(programs, link.id)).status).toBe("paid");

  const twin = twins.find(({ id }) => id !== link.provider_id);
  await programs.control(`/paylinks/${twin?.id}/pay`);
  const flagged = async () => (await paymentsOf(programs, link)).find(({ review }) => review === "duplicate");
  await expect.poll(flagged, { timeout: 30_000 }).toBeTruthy();
  const payments = await paymentsOf(programs, link);
  expect(payments.map(({ status }) => status)).toEqual(["captured", "captured"]);
  expect(await linkNow(programs, link.id)).toMatchObject({ uses: 2, amount_paid: 1_400_00, review: "duplicate" });
  await expectReview(page, programs, link, (await flagged()) as Payment, [
    /Müşteri iki kez almadıysa bu ödemeyi “İade et” ile geri verin/,
    /Tek kullanımlık link iki kez ödendi/,
  ]);
  // The first payer's receipt tells of the first payment only.
  await payer.reload();
  await expect(payer.getByRole("heading", { name: "Ödendi" })).toBeVisible();
  await expect(payer.getByText("1.400,00")).toHaveCount(0);
});
