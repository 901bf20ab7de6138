import "server-only";
import path from "node:path";
import PDFDocument from "pdfkit";
import type { ReceiptSheet } from "./receipt-sheet";

export type Sheet = InstanceType<typeof PDFDocument>;

/** In PDF points. */
export type Paper = { size: "A4" | [width: number, height: number]; margin: number; font: "sans" | "mono" };

const FONTS = path.join(process.cwd(), "node_modules/geist/dist/fonts");
const FACES = {
  sans: { plain: "geist-sans/Geist-Regular.ttf", bold: "geist-sans/Geist-SemiBold.ttf" },
  mono: { plain: "geist-mono/GeistMono-Regular.ttf", bold: "geist-mono/GeistMono-SemiBold.ttf" },
};

/**
 * Draws a receipt into a file, with fonts that have every Turkish letter. The same sheet gives the same bytes: the
 * file's dates are the payment's and its id comes from them.
 */
export async function pdfFile(
  { title, number, merchant, language, paidAt }: ReceiptSheet,
  { size, margin, font }: Paper,
  draw: (sheet: Sheet) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const plain = path.join(FONTS, FACES[font].plain);
  const sheet = new PDFDocument({
    size,
    margin,
    lang: language,
    font: plain,
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
  sheet.registerFont("plain", plain);
  sheet.registerFont("bold", path.join(FONTS, FACES[font].bold));
  draw(sheet);
  sheet.end();
  await done;
  return new Uint8Array(Buffer.concat(parts));
}
