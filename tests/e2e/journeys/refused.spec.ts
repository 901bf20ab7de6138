import { expect, expectAccessible, type Programs, payAtProvider, signIn, test } from "../../support/browser";

async function newLink(programs: Programs, amount: number, name: string) {
  const { body } = await programs.call("POST", "/api/v1/paylinks", { amount, currency: "TRY", customer: { name } });
  return body as { id: string; share_url: string; provider_id: string };
}

test("a declined card is told as declined, with the money sentence and a way to try again", async ({
  page,
  programs,
}) => {
  const link = await newLink(programs, 100_51, "Limiti Yetmeyen");
  await page.goto(link.share_url);
  await page.getByRole("button", { name: /100,51 TL öde/ }).click();
  await payAtProvider(page);
  await page.waitForURL(/\/pay\//);
  await expect(page.getByRole("heading", { name: "Ödeme alınamadı" })).toBeVisible();
  await expect(page.getByText(/çekilmedi/).first()).toBeVisible();
  await expectAccessible(page);
});

test("a wrong bank password charges nothing and says so", async ({ page, programs }) => {
  const link = await newLink(programs, 88_00, "Şifresi Yanlış");
  await page.goto(link.share_url);
  await page.getByRole("button", { name: /88,00 TL öde/ }).click();
  await payAtProvider(page, "b");
  await page.waitForURL(/\/pay\//);
  await expect(page.getByText(/çekilmedi/).first()).toBeVisible();
  const { body } = await programs.call("GET", `/api/v1/payments?paylink_id=${link.id}`);
  expect((body.data as { status: string }[]).map(({ status }) => status)).toEqual(["failed"]);
});

test("a deactivated link takes no payment and shows no amount to a stranger", async ({ page, programs }) => {
  const link = await newLink(programs, 321_00, "Vazgeçilen Sipariş");
  await signIn(page, "cashier@vezne.test");
  await programs.call("POST", `/api/v1/paylinks/${link.id}/deactivate`);
  await page.goto(link.share_url);
  await expect(page.getByRole("heading", { name: "Satıcı linki iptal etti" })).toBeVisible();
  await expect(page.getByText("321,00")).toHaveCount(0);
  await expectAccessible(page);
});

test("a paid link is used up for a stranger and names neither card nor amount", async ({ page, programs }) => {
  const link = await newLink(programs, 432_00, "Ödemiş Olan");
  await programs.control(`/paylinks/${link.provider_id}/pay`);
  await expect.poll(async () => (await programs.call("GET", `/api/v1/paylinks/${link.id}`)).body.status).toBe("paid");
  await page.goto(link.share_url);
  await expect(page.getByRole("heading", { name: "Bu link kullanıldı" })).toBeVisible();
  await expect(page.getByText("432,00")).toHaveCount(0);
  await expect(page.getByText("4358")).toHaveCount(0);
});

test("an address nobody made is a page that takes no payment", async ({ page }) => {
  await page.goto("/pay/0123456789abcdefghjkmnpqrs");
  await expect(page.getByRole("heading", { name: "Link bulunamadı" })).toBeVisible();
  await expectAccessible(page);
});
