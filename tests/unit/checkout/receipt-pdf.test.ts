import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { ReceiptSheet } from "@/lib/checkout/receipt/receipt-sheet";
import { writeReceiptPdf } from "@/lib/checkout/receipt/write-receipt-pdf";
import { writeReceiptSlip } from "@/lib/checkout/receipt/write-receipt-slip";

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

const ITEM = { name: "Meşe sandalye", quantity: "2", unitAmount: "545,00", amount: "1.090,00" };
const HEADS = { name: "Kalem", quantity: "Adet", unitAmount: "Birim, TL", amount: "Tutar, TL" };
const itemised = (rows: number): ReceiptSheet => ({
  ...SHEET,
  items: {
    heads: HEADS,
    rows: Array.from({ length: rows }, (_, index) => ({ ...ITEM, name: `${ITEM.name} ${index}` })),
  },
});

/** Width and height of every page, in millimetres. */
function pagesOf(file: Uint8Array): [width: number, height: number][] {
  const boxes = Buffer.from(file)
    .toString("latin1")
    .matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g);
  const millimetres = (points: string | undefined) => Math.round((Number(points) * 25.4) / 72);
  return [...boxes].map(([, width, height]) => [millimetres(width), millimetres(height)]);
}

describe.each([
  ["on A4", writeReceiptPdf],
  ["as a slip", writeReceiptSlip],
])("the receipt as PDF %s", (_, write) => {
  it("is the same to the byte for the same payment, and another one for another", async () => {
    const [one, two] = [await write(itemised(2)), await write(itemised(2))];
    expect(Buffer.from(one).subarray(0, 5).toString()).toBe("%PDF-");
    expect(Buffer.compare(Buffer.from(one), Buffer.from(two))).toBe(0);
    for (const other of [{ ...itemised(2), amount: "1,00 TL" }, itemised(1), SHEET]) {
      expect(Buffer.compare(Buffer.from(one), Buffer.from(await write(other)))).not.toBe(0);
    }
  });

  it("has every Turkish letter in the fonts it carries, those of the items too", async () => {
    const letters = lettersIn(await write(itemised(1)));
    for (const letter of "ğüşıöçĞÜŞİÖÇ") expect(letters, letter).toContain(letter);
    const only = { ...SHEET, items: { heads: HEADS, rows: [{ ...ITEM, name: "Ω" }] } };
    expect(lettersIn(await write(only))).toContain("Ω");
  });
});

describe("paper", () => {
  it("is A4 page after page, however many items there are", async () => {
    expect(pagesOf(await writeReceiptPdf(itemised(2)))).toEqual([[210, 297]]);
    expect(pagesOf(await writeReceiptPdf(itemised(50)))).toEqual([
      [210, 297],
      [210, 297],
      [210, 297],
    ]);
  });

  it("of a slip is one page of 80 mm, as long as its text", async () => {
    const [short, long] = [await writeReceiptSlip(itemised(1)), await writeReceiptSlip(itemised(50))].map(pagesOf);
    expect(short).toHaveLength(1);
    expect(long).toHaveLength(1);
    const [[width, height] = [], [, longer] = []] = [short?.[0], long?.[0]];
    expect(width).toBe(80);
    expect(height).toBeGreaterThan(70);
    expect(height).toBeLessThan(130);
    // Each item has a line of its own and one for two times its price: some seven millimetres.
    expect(((longer ?? 0) - (height ?? 0)) / 49).toBeGreaterThan(6);
    expect(((longer ?? 0) - (height ?? 0)) / 49).toBeLessThan(10);
  });
});
