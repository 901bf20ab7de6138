import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import PostalMime from "postal-mime";
import { expect, it } from "vitest";
import { relayMails } from "@/lib/email/relay-mails.system";
import { env } from "@/lib/runtime/env";
import { createMerchant } from "../../support/factories";
import { book, createLink, transactionOf } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";

useProduct();

it("without a mail server a mail is a file of the data folder that only we may read", async () => {
  const merchant = await createMerchant();
  const link = await createLink(merchant, { customer: { name: "Ayşe", email: "ayse@example.com" } });
  await book(merchant, link, transactionOf(link));
  await relayMails();
  await relayMails();
  const folder = path.join(env().VEZNE_DATA_DIR, "outbox");
  expect(existsSync(folder)).toBe(true);
  const [file, ...more] = readdirSync(folder);
  expect(more).toEqual([]);
  expect(file).toMatch(/^mail_pay_[0-9a-z]+\.eml$/);
  expect(statSync(path.join(folder, file ?? "")).mode & 0o777).toBe(0o600);
  const mail = await PostalMime.parse(readFileSync(path.join(folder, file ?? "")));
  expect(mail.to).toEqual([{ name: "Ayşe", address: "ayse@example.com" }]);
  expect(mail.from).toEqual({ name: "Deneme Mağazası", address: "vezne@localhost" });
  expect(mail.text).toContain("1.000,00 TL");
});
