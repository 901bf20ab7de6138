import { readFile } from "node:fs/promises";
import { expect, expectAccessible, expectNoSidewaysScroll, signIn, test } from "../../support/browser";

test("released money reaches its beneficiary: asked for, approved by another, one bank file, written as paid", async ({
  page,
  browser,
}) => {
  await signIn(page, "owner@vezne.test");
  await page.goto("/m/demo/payouts");
  const asked = page.getByRole("region", { name: "Ödenmesi istenecekler" });
  await expect(asked).toContainText("Ceviz Atölyesi Ltd. Şti.");
  await expectAccessible(page);
  await asked.getByRole("button", { name: "Ödenmesini iste" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /için onay iste/ })
    .click();
  await expect(page.getByRole("region", { name: "Onayınızı bekleyenler" })).toContainText("siz istediniz");

  const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "tr-TR" })).newPage();
  await signIn(phone, "approver@vezne.test");
  await phone.goto("/m/demo/payouts");
  await phone.getByRole("button", { name: "Onayla", exact: true }).click();
  const dialog = phone.getByRole("dialog");
  const field = dialog.getByRole("textbox");
  const confirm = dialog.getByRole("button", { name: /ödemeyi onayla/ });
  await field.fill("1,00");
  await confirm.click();
  await expect(dialog).toContainText("Yazdığınız tutar toplam değil.");
  const amount = /([\d.]+,\d\d) TL ödemeyi/.exec((await confirm.textContent()) ?? "")?.[1] ?? "";
  await field.fill(amount);
  await confirm.click();
  await expect(dialog).toBeHidden();
  await phone.setViewportSize({ width: 320, height: 700 });
  await expectNoSidewaysScroll(phone);

  const send = page.getByRole("region", { name: "Gönderilecekler" });
  await send.getByRole("button", { name: "Banka dosyası al" }).click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page
      .getByRole("dialog")
      .getByRole("button", { name: /için dosya al/ })
      .click(),
  ]);
  const text = await readFile(await file.path(), "utf8");
  expect(text).toContain("Ceviz Atölyesi Ltd. Şti.,TR330006100519786457841326,");
  expect(text).toContain(`"${amount.replace(".", "")}"`);

  const waits = page.getByRole("region", { name: "Banka sonucu beklenenler" });
  await waits.getByRole("button", { name: "Ceviz Atölyesi Ltd. Şti. ödendi" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Ödendi yaz" }).click();
  await expect(page.getByRole("table")).toContainText("Ödendi, çünkü bankada ödendiği görüldü.");
});
