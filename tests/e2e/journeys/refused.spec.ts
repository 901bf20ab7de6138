import { expect, expectAccessible, payAtProvider, signIn, test } from "../../support/browser";
import {
  expectLinkTold,
  expectPayerTold,
  expectPaymentTold,
  linkNow,
  newLink,
  type Payment,
  paymentsOf,
  phoneOf,
} from "../../support/e2e/honest-failures";

test.setTimeout(180_000);

test("a declined card: page, row, cause and next step say declined, and the link may be tried again", async ({
  page,
  browser,
  programs,
}) => {
  const link = await newLink(programs, 100_51, "Limiti Yetmeyen");
  const payer = await phoneOf(browser);
  await payer.goto(link.share_url);
  await payer.getByRole("button", { name: /100,51 TL öde/ }).click();
  await payAtProvider(payer);
  await payer.waitForURL(/\/pay\//);
  await expectPayerTold(payer, {
    title: "Ödeme alınamadı",
    money: /Bankanız reddetti; kartınızdan çekilmedi/,
    now: /Başka bir kartla deneyin/,
    titleInEnglish: "Payment not taken",
  });
  await expect(payer.getByRole("link", { name: "Yeniden dene" })).toHaveAttribute("href", /\/pay\//);

  const [payment] = await paymentsOf(programs, link);
  expect(payment).toMatchObject({
    status: "failed",
    because: { code: "provider_answered_failed" },
    attempts: [{ decline: { code: "51", class: "insufficient_funds" } }],
  });
  await signIn(page, "admin@vezne.test");
  await expectPaymentTold(page, link, payment as Payment, {
    row: "Limit yetersiz",
    because: /sağlayıcı sorgumuza “ödenmedi” dedi\. Para çekilmedi/,
    next: /Şimdi: Müşteri aynı linkten başka kartla deneyebilir/,
  });
  await expect(page.getByRole("table", { name: "Denemeler" })).toContainText("51");
});

test("a wrong bank password charges nothing: page, row, cause and next step say so", async ({
  page,
  browser,
  programs,
}) => {
  const link = await newLink(programs, 88_00, "Şifresi Yanlış");
  const payer = await phoneOf(browser);
  await payer.goto(link.share_url);
  await payer.getByRole("button", { name: /88,00 TL öde/ }).click();
  await payAtProvider(payer, "b");
  await payer.waitForURL(/\/pay\//);
  await expectPayerTold(payer, {
    title: "Banka onayı tamamlanmadı",
    money: /Onay olmadan çekilmez; kartınızdan çekilmedi/,
    now: /Telefonunuz yanınızdayken yeniden deneyin/,
    titleInEnglish: "Bank approval not finished",
  });
  const [payment, ...more] = await paymentsOf(programs, link);
  expect(more).toEqual([]);
  expect(payment).toMatchObject({ status: "failed", attempts: [{ decline: { class: "three_d" } }] });
  await signIn(page, "admin@vezne.test");
  await expectPaymentTold(page, link, payment as Payment, {
    row: "3D tamamlanmadı",
    because: /Para çekilmedi/,
    next: /Şimdi: Müşteri telefonu yanındayken aynı linkten yeniden deneyebilir/,
  });
});

test("a link that staff close is closed at the provider too, and a stranger sees no amount", async ({
  page,
  browser,
  programs,
}) => {
  const link = await newLink(programs, 321_00, "Vazgeçilen Sipariş");
  await signIn(page, "admin@vezne.test");
  await page.goto(`/m/demo/paylinks/${link.id}`);
  await page.getByRole("button", { name: "Linki kapat" }).click();
  await page.getByRole("button", { name: "321,00 TL linkini kapat" }).click();
  await expect(page.locator(".detail-state")).toContainText("Kapalı", { timeout: 30_000 });
  await expectLinkTold(page, link, {
    row: "Kapalı",
    because: /Kapalı, çünkü sağlayıcı kapattığını doğruladı/,
    next: /Şimdi: Satış sürüyorsa yeni link oluşturun/,
  });
  expect(await linkNow(programs, link.id)).toMatchObject({
    status: "deactivated",
    because: { code: "provider_confirmed_deactivation" },
  });

  const payer = await phoneOf(browser);
  await payer.goto(link.share_url);
  await expectPayerTold(payer, {
    title: "Satıcı linki iptal etti",
    money: /kartınızdan çekilmedi ve artık çekilemez/,
    now: /satıcıyı arayın/,
    titleInEnglish: "The seller cancelled this link",
  });
  await expect(payer.getByText("321,00")).toHaveCount(0);
  // Whoever kept the provider's own address cannot pay there either.
  await payer.goto(link.url);
  await expect(payer.getByRole("heading", { name: "Bağlantı kapatıldı" })).toBeVisible();
});

test("a paid link is used up: its payer keeps the receipt, a stranger sees neither card nor amount", async ({
  page,
  browser,
  programs,
}) => {
  const link = await newLink(programs, 432_00, "Ödemiş Olan");
  const payer = await phoneOf(browser);
  await payer.goto(link.share_url);
  await payer.getByRole("button", { name: /432,00 TL öde/ }).click();
  await payAtProvider(payer);
  await expect(payer.getByRole("heading", { name: "Ödendi" })).toBeVisible();
  await payer.goto(link.share_url);
  await expect(payer.getByRole("heading", { name: "Zaten ödendi" })).toBeVisible();
  await expect(payer.getByText("4358")).toBeVisible();

  const stranger = await phoneOf(browser);
  await stranger.goto(link.share_url);
  await expectPayerTold(stranger, {
    title: "Bu link kullanıldı",
    money: /sizden yeni bir ödeme alınmaz/,
    now: /satıcıdan yeni link isteyin/,
    titleInEnglish: "This link has been used",
  });
  for (const secret of ["432,00", "4358", "Ödemiş Olan", "Axess"])
    await expect(stranger.getByText(secret)).toHaveCount(0);

  expect(await linkNow(programs, link.id)).toMatchObject({ status: "paid", uses: 1, review: null });
  await signIn(page, "admin@vezne.test");
  await expectLinkTold(page, link, {
    row: "Ödendi",
    because: /Ödendi, çünkü sağlayıcı sorgumuza “ödendi” dedi/,
    next: /yeni ödeme alınmaz/,
  });
});

test("a link paid before and closed later never says that nothing was charged", async ({ browser, programs }) => {
  const link = await newLink(programs, 55_00, "Aidat", { max_uses: 3 });
  const payer = await phoneOf(browser);
  await payer.goto(link.share_url);
  await payer.getByRole("button", { name: /55,00 TL öde/ }).click();
  await payAtProvider(payer);
  await expect(payer.getByRole("heading", { name: "Ödendi" })).toBeVisible();
  await programs.call("POST", `/api/v1/paylinks/${link.id}/deactivate`);
  await payer.goto(link.share_url);
  await expect(payer.getByRole("heading", { name: "Zaten ödendi" })).toBeVisible();
  const stranger = await phoneOf(browser);
  await stranger.goto(link.share_url);
  await expect(stranger.getByRole("heading", { name: "Satıcı linki iptal etti" })).toBeVisible();
  await expect(stranger.getByText(/Daha önce ödediyseniz ödemeniz geçerli/)).toBeVisible();
  await expect(stranger.getByText(/kartınızdan çekilmedi/)).toHaveCount(0);
  await expectAccessible(stranger);
});

test("an address nobody made is a page that takes no payment", async ({ page }) => {
  await page.goto("/pay/0123456789abcdefghjkmnpqrs");
  await expect(page.getByRole("heading", { name: "Link bulunamadı" })).toBeVisible();
  await expectAccessible(page);
});
