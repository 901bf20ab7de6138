import { expect, expectAccessible, signIn, test } from "../../support/browser";

type Link = { id: string; provider_id: string };
test.setTimeout(90_000);

type Payment = { id: string; status: string; provider_refs: Record<string, string> };

test("a held amount is captured in part, seen by staff and payer; another is let go", async ({ page, programs }) => {
  const held = async (amount: number) => {
    const { body } = await programs.call("POST", "/api/v1/paylinks", {
      amount,
      currency: "TRY",
      customer: { name: "Ece Ön Onay" },
    });
    const link = body as unknown as Link;
    await programs.control(`/paylinks/${link.provider_id}/pay`, { preauth: true });
    const payment = await expect
      .poll(async () => {
        const answer = await programs.call("GET", `/api/v1/payments?paylink_id=${link.id}`);
        return (answer.body.data as Payment[])[0]?.status;
      })
      .toBe("authorised")
      .then(async () => (await programs.call("GET", `/api/v1/payments?paylink_id=${link.id}`)).body.data as Payment[]);
    return payment[0]?.id ?? "";
  };
  const [taken, freed] = [await held(90_000), await held(70_000)];

  await signIn(page, "finance@vezne.test");
  await page.goto(`/m/demo/payments/${taken}`);
  await expect(page.getByText("henüz çekilmedi").first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Çek", exact: true }).click();
  await page.getByLabel("Çekilecek tutar").fill("650");
  await expect(page.getByText("Kalan 250,00 TL")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "650,00 TL çek" }).click();
  await expect(page.getByRole("region", { name: "Çekme ve bırakma" }).getByText("Doğrulandı")).toBeVisible();
  await expect(page.getByText("650,00").first()).toBeVisible();
  await expectAccessible(page);
  expect((await programs.call("GET", `/api/v1/payments/${taken}`)).body).toMatchObject({
    status: "captured",
    amount_charged: 65_000,
  });

  await page.goto(`/m/demo/payments/${freed}`);
  await page.getByRole("button", { name: "Bırak", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Bırak", exact: true }).click();
  await expect(page.getByText("İptal edildi").first()).toBeVisible();
  expect((await programs.call("GET", `/api/v1/payments/${freed}`)).body).toMatchObject({
    status: "voided",
    amount_charged: null,
  });
});
