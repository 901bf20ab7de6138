import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type ReceiptSheet, writeReceiptPdf } from "@/lib/checkout/receipt/write-receipt-pdf";

const SHEET: ReceiptSheet = {
  language: "tr",
  merchant: { name: "Güneş Çiçekçilik İşletmesi", phone: "0312 555 01 42" },
  title: "Ödeme makbuzu",
  number: "vz-8k2m4p",
  verdict: "Ödendi",
  amount: "1.275,90 TL",
  lines: [
    { name: "Açıklama", value: "ğüşıöç ĞÜŞİÖÇ" },
    { name: "Toplam", value: "1.275,90 TL", note: "3 taksit", isSum: true },
  ],
  foot: ["Bu makbuz fatura yerine geçmez."],
  paidAt: new Date("2026-11-22T11:32:00.000Z"),
};

/** Every letter that the embedded fonts can be asked for, from the file's own maps of glyphs to text. */
function lettersIn(file: Uint8Array): string {
  const raw = Buffer.from(file);
  const text = raw.toString("latin1");
  const streams = [...text.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, body = ""]) => {
    try {
      return inflateSync(Buffer.from(body, "latin1")).toString("latin1");
    } catch {
      return "";
    }
  });
  const maps = streams.filter((stream) => stream.includes("beginbfrange") || stream.includes("beginbfchar")).join("\n");
  const codes = [...maps.matchAll(/<([0-9a-fA-F]{4})>/g)].map(([, code = ""]) => Number.parseInt(code, 16));
  return String.fromCharCode(...codes);
}

describe("the receipt as PDF", () => {
  it("is the same to the byte for the same payment, and another one for another", async () => {
    const [one, two] = [await writeReceiptPdf(SHEET), await writeReceiptPdf(SHEET)];
    expect(Buffer.from(one).subarray(0, 5).toString()).toBe("%PDF-");
    expect(Buffer.compare(Buffer.from(one), Buffer.from(two))).toBe(0);
    const other = await writeReceiptPdf({ ...SHEET, amount: "1,00 TL" });
    expect(Buffer.compare(Buffer.from(one), Buffer.from(other))).not.toBe(0);
  });

  it("has every Turkish letter in the fonts it carries", async () => {
    const letters = lettersIn(await writeReceiptPdf(SHEET));
    for (const letter of "ğüşıöçĞÜŞİÖÇ") expect(letters, letter).toContain(letter);
  });
});
