import { expect, signIn, test } from "../../support/browser";
import {
  expectLinkTold,
  expectPayerTold,
  expectPaymentTold,
  linkNow,
  newLink,
  type Payment,
  passTime,
  paymentsOf,
  phoneOf,
} from "../../support/e2e/honest-failures";

// The clock moves for everybody, so nothing else runs beside these.
test.setTimeout(180_000);

test("an abandoned page: asked about until it is known dead, then the payer may start again", async ({
  page,
  browser,
  programs,
  demo,
}) => {
  const link = await newLink(programs, 205_00, "Yarım Bırakan");
  const payer = await phoneOf(browser);
  await payer.goto(link.share_url);
  await payer.getByRole("button", { name: /205,00 TL öde/ }).click();
  await payer.waitForURL(/\/S\/M\?id=/);
  const own = (await payer.context().cookies()).find(({ value }) => /^[0-9a-z]{26}$/.test(value))?.value ?? "";
  expect(own).not.toBe("");

  const [open] = await paymentsOf(programs, link);
  expect(open).toMatchObject({ status: "created", because: { code: "payer_went_to_provider" } });
  await signIn(page, "support@vezne.test");
  await expectPaymentTold(page, link, open as Payment, {
    row: "Bankaya gitti",
    because: /Henüz kesin yanıt yok/,
    next: /Sonuç gelmeden aynı satış için yeniden ödeme almayın/,
  });

  const statusLater = async () => {
    await passTime(demo, 240);
    return (await paymentsOf(programs, link))[0]?.status;
  };
  await expect.poll(statusLater, { timeout: 120_000, intervals: [3_000] }).toBe("expired");
  const [payment] = await paymentsOf(programs, link);
  expect(payment).toMatchObject({ because: { code: "provider_knows_no_transaction" }, attempts: [{ decline: null }] });
  await expectPaymentTold(page, link, payment as Payment, {
    row: "Yarım kaldı",
    because: /sağlayıcıya tekrar tekrar soruldu ve işlem bulunmadı\. Para çekilmedi/,
    next: /Şimdi: Müşteri isterse aynı linkten yeniden başlar/,
  });

  await payer.goto(`/pay/${own}`);
  await expectPayerTold(payer, {
    title: "Ödeme yarım kaldı",
    money: /Kartınızdan çekilmedi/,
    now: /baştan başlayın/,
    titleInEnglish: "Payment not finished",
  });
  await payer.getByRole("link", { name: "Yeniden başla" }).click();
  await expect(payer.getByRole("button", { name: /205,00 TL öde/ })).toBeVisible();
});

test("an expired link: closed here and at the provider, with nothing charged and what to do", async ({
  page,
  browser,
  programs,
  demo,
}) => {
  const link = await newLink(programs, 206_00, "Süresi Geçen", { expires_in_hours: 1 });
  await passTime(demo, 3_601);
  await expect.poll(async () => (await linkNow(programs, link.id)).status, { timeout: 30_000 }).toBe("expired");
  expect(await linkNow(programs, link.id)).toMatchObject({ because: { code: "link_time_ended" } });
  await signIn(page, "support@vezne.test");
  await expectLinkTold(page, link, {
    row: "Süresi doldu",
    because: /Süresi doldu, çünkü linkin son saati geçti/,
    next: /Şimdi: Müşteri hâlâ ödeyecekse yeni link oluşturun/,
  });
  const payer = await phoneOf(browser);
  await payer.goto(link.share_url);
  await expectPayerTold(payer, {
    title: "Linkin süresi doldu",
    money: /kartınızdan çekilmedi/,
    now: /satıcıdan yeni link isteyin/,
    titleInEnglish: "This link has expired",
  });
  await expect(payer.getByText("206,00")).toHaveCount(0);
  await payer.goto(link.url);
  await expect(payer.getByRole("heading", { name: "Bağlantının süresi doldu" })).toBeVisible();
});
