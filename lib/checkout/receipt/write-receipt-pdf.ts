import "server-only";
import path from "node:path";
import PDFDocument from "pdfkit";

/** Sentences and figures in the reader's language; the same ones stand on the screen. */
export type ReceiptSheet = {
  language: "tr" | "en";
  merchant: { name: string; phone: string | null };
  title: string;
  number: string;
  verdict: string;
  amount: string;
  lines: readonly { name: string; value: string; note?: string | undefined; isSum?: boolean | undefined }[];
  foot: readonly string[];
  paidAt: Date;
};

type Sheet = InstanceType<typeof PDFDocument>;

const FONTS = path.join(process.cwd(), "node_modules/geist/dist/fonts/geist-sans");
const MARGIN = 57;
const WIDTH = 595.28 - 2 * MARGIN;
const BOTTOM = 841.89 - MARGIN;
const NAME_WIDTH = 170;
const INK = "#111111";
const GREY = "#444444";
const RULE = "#bbbbbb";

function rule(sheet: Sheet, y: number, colour = RULE): void {
  sheet
    .moveTo(MARGIN, y)
    .lineTo(MARGIN + WIDTH, y)
    .lineWidth(0.75)
    .strokeColor(colour)
    .stroke();
}

function head(sheet: Sheet, { merchant, title, number }: ReceiptSheet): void {
  const half = WIDTH / 2 - 8;
  sheet.font("bold").fontSize(12).fillColor(INK).text(merchant.name, MARGIN, MARGIN, { width: half });
  if (merchant.phone) sheet.font("plain").fontSize(10).fillColor(GREY).text(merchant.phone, { width: half });
  const left = sheet.y;
  const right = { width: half, align: "right" } as const;
  sheet
    .font("plain")
    .fontSize(10)
    .fillColor(GREY)
    .text(title, MARGIN + half + 16, MARGIN, right);
  sheet.font("bold").fontSize(11).fillColor(INK).text(number, right);
  sheet.y = Math.max(left, sheet.y) + 24;
}

function hero(sheet: Sheet, { verdict, amount }: ReceiptSheet): void {
  rule(sheet, sheet.y, INK);
  sheet
    .font("bold")
    .fontSize(14)
    .fillColor(INK)
    .text(verdict, MARGIN, sheet.y + 16, { width: WIDTH });
  sheet.font("bold").fontSize(28).text(amount, { width: WIDTH });
  sheet.y += 12;
  rule(sheet, sheet.y, INK);
  sheet.y += 10;
}

function line(sheet: Sheet, { name, value, note, isSum }: ReceiptSheet["lines"][number]): void {
  if (sheet.y > BOTTOM - 60) sheet.addPage();
  const top = sheet.y;
  const place = { width: WIDTH - NAME_WIDTH - 12, align: "right" } as const;
  const size = isSum ? 12 : 10;
  sheet
    .font(isSum ? "bold" : "plain")
    .fontSize(size)
    .fillColor(isSum ? INK : GREY);
  sheet.text(name, MARGIN, top, { width: NAME_WIDTH });
  const after = sheet.y;
  sheet
    .font(isSum ? "bold" : "plain")
    .fontSize(size)
    .fillColor(INK);
  sheet.text(value, MARGIN + NAME_WIDTH + 12, top, place);
  if (note) sheet.font("plain").fontSize(9).fillColor(GREY).text(note, place);
  sheet.y = Math.max(after, sheet.y) + 6;
  rule(sheet, sheet.y);
  sheet.y += 7;
}

function foot(sheet: Sheet, { foot: sentences }: ReceiptSheet): void {
  sheet.font("plain").fontSize(9).fillColor(GREY);
  for (const sentence of sentences) sheet.text(sentence, MARGIN, sheet.y + 8, { width: WIDTH });
}

/**
 * A receipt on A4, with fonts that have every Turkish letter. The same sheet gives the same bytes: its dates are the
 * payment's and its id comes from them.
 */
export async function writeReceiptPdf(receipt: ReceiptSheet): Promise<Uint8Array<ArrayBuffer>> {
  const { title, number, merchant, language, paidAt } = receipt;
  const sheet = new PDFDocument({
    size: "A4",
    margin: MARGIN,
    lang: language,
    font: path.join(FONTS, "Geist-Regular.ttf"),
    info: {
      Title: `${title} ${number}`,
      Author: merchant.name,
      Producer: "Vezne",
      Creator: "Vezne",
      CreationDate: paidAt,
      ModDate: paidAt,
    },
  });
  const parts: Uint8Array[] = [];
  const done = new Promise<void>((resolve, reject) => {
    sheet.on("data", (part: Uint8Array) => parts.push(part));
    sheet.on("end", () => resolve());
    sheet.on("error", reject);
  });
  sheet.registerFont("plain", path.join(FONTS, "Geist-Regular.ttf"));
  sheet.registerFont("bold", path.join(FONTS, "Geist-SemiBold.ttf"));
  head(sheet, receipt);
  hero(sheet, receipt);
  for (const one of receipt.lines) line(sheet, one);
  foot(sheet, receipt);
  sheet.end();
  await done;
  return new Uint8Array(Buffer.concat(parts));
}
