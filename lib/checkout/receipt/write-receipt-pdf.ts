import "server-only";
import { pdfFile, type Sheet } from "./pdf-file";
import type { ReceiptItems, ReceiptSheet } from "./receipt-sheet";

const MARGIN = 57;
const WIDTH = 595.28 - 2 * MARGIN;
const BOTTOM = 841.89 - MARGIN;
const NAME_WIDTH = 170;
const INK = "#111111";
const GREY = "#444444";
const RULE = "#bbbbbb";
/** Left edge and width of an item's figures; its name has what is left of them. */
const COLUMNS = { quantity: [255, 55], unitAmount: [310, 85], amount: [395, WIDTH - 395] } as const;
const ITEM_NAME_WIDTH = 245;

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

function endRow(sheet: Sheet, bottom: number): void {
  sheet.y = bottom + 6;
  rule(sheet, sheet.y);
  sheet.y += 7;
}

function itemRow(sheet: Sheet, row: ReceiptItems["heads"], colour: string): void {
  sheet.font("plain").fontSize(10);
  if (sheet.y + sheet.heightOfString(row.name, { width: ITEM_NAME_WIDTH }) > BOTTOM - 12) sheet.addPage();
  const top = sheet.y;
  sheet.fillColor(colour).text(row.name, MARGIN, top, { width: ITEM_NAME_WIDTH });
  const bottom = sheet.y;
  for (const column of ["quantity", "unitAmount", "amount"] as const) {
    const [left, width] = COLUMNS[column];
    sheet.text(row[column], MARGIN + left, top, { width, align: "right" });
  }
  endRow(sheet, Math.max(bottom, sheet.y));
}

function items(sheet: Sheet, { heads, rows }: ReceiptItems): void {
  itemRow(sheet, heads, GREY);
  for (const row of rows) itemRow(sheet, row, INK);
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
  endRow(sheet, Math.max(after, sheet.y));
}

function foot(sheet: Sheet, { foot: sentences }: ReceiptSheet): void {
  sheet.font("plain").fontSize(9).fillColor(GREY);
  for (const sentence of sentences) sheet.text(sentence, MARGIN, sheet.y + 8, { width: WIDTH });
}

/** A receipt on A4; the same sheet gives the same bytes. */
export function writeReceiptPdf(receipt: ReceiptSheet): Promise<Uint8Array<ArrayBuffer>> {
  return pdfFile(receipt, { size: "A4", margin: MARGIN, font: "sans" }, (sheet) => {
    head(sheet, receipt);
    hero(sheet, receipt);
    if (receipt.items) items(sheet, receipt.items);
    for (const one of receipt.lines) line(sheet, one);
    foot(sheet, receipt);
  });
}
