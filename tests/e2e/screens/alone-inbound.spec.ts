import { expect, expectAccessible, expectNoSidewaysScroll, signIn, test } from "../../support/browser";

test("a forged notification is seen with its verdict; what it was about was paid, and the shadow finds and applies it", async ({
  page,
  demo,
  programs,
}) => {
  const { body: link } = await programs.call("POST", "/api/v1/paylinks", {
    amount: 149_900,
    currency: "TRY",
    customer: { name: "Sessiz Müşteri" },
  });
  // The provider's own word is lost; somebody else's is refused at the door.
  await programs.control("/faults", { provider: "paynet", operation: "webhook", effect: "none", times: 1 });
  // Nor may the account's list, which is read every five minutes, find it first.
  await programs.control("/faults", {
    provider: "paynet",
    operation: "transaction/list",
    effect: "status",
    status: 503,
    times: 9,
  });
  await programs.control(`/paylinks/${link.provider_id}/pay`);
  const { webhook_url: address } = (demo.merchants[0] as unknown as { provider_accounts: { webhook_url: string }[] })
    .provider_accounts[0] ?? { webhook_url: "" };
  const forged = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json", "x-paynet-signature": "t=1,v1=00" },
    body: JSON.stringify({ referance_no: link.provider_reference, amount: 1, card_number: "4355084355084358" }),
  });
  expect(forged.status).toBe(401);

  await signIn(page, "owner@vezne.test");
  await page.goto("/m/demo/settings");
  await page
    .getByRole("main")
    .getByRole("link", { name: /Gelen bildirimler/ })
    .click();
  await page.goto(`/m/demo/developers/inbound?status=rejected&q=${link.provider_reference}`);
  const row = page.getByRole("row").filter({ hasText: "İmza uyuşmadı" });
  await expect(row).toContainText("Reddedildi");
  await expectAccessible(page);
  await row.getByRole("link").click();
  await expect(page.getByText("Reddedildi, hiçbir kayıt değişmedi.")).toBeVisible();
  await expect(page.getByRole("region", { name: "Gelen metin" })).toContainText("435508******4358");
  await page.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(page);

  await page.getByRole("link", { name: "Gölgede dene" }).click();
  await page.getByRole("button", { name: "Gölgede dene" }).click();
  const difference = page.getByRole("region", { name: "Ne değişir" });
  await expect(difference).toContainText("1.499,00");
  await expect(difference.getByRole("table", { name: "Defter kaydı" })).toContainText("İşletmeye ödenecek");
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 700 });
  await expectNoSidewaysScroll(page);
  await page.getByLabel("Neden uyguluyorsunuz").fill("bildirim kaybolmuş");
  await page.getByLabel("Parolanız").fill("yanlış parola");
  await page.getByRole("button", { name: "Gösterileni uygula" }).click();
  await expect(page.getByText("Parola yanlış")).toBeVisible();
  await page.getByLabel("Parolanız").fill("vezne-demo-2026");
  await page.getByRole("button", { name: "Gösterileni uygula" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Uygulandı." })).toBeVisible();
  await page.getByRole("button", { name: "Yeniden dene" }).click();
  await expect(page.getByText("Fark yok")).toBeVisible();
  const { body } = await programs.call("GET", `/api/v1/payments?paylink_id=${link.id}`);
  expect(body.data).toMatchObject([{ status: "captured", amount_charged: 149_900 }]);
  await fetch(`${demo.sandbox_url}/_control/faults`, { method: "DELETE" });
});
