import "server-only";
import { pdfFile, type Sheet } from "./pdf-file";
import type { ReceiptItems, ReceiptSheet } from "./receipt-sheet";

const POINTS_PER_MM = 72 / 25.4;
/** A roll of 80 mm, of which a print head reaches 72 mm. */
const PAPER_WIDTH = 80 * POINTS_PER_MM;
const MARGIN = 4 * POINTS_PER_MM;
const WIDTH = PAPER_WIDTH - 2 * MARGIN;
/** Longer than any receipt of fifty items; only to measure on. */
const MEASURING_HEIGHT = 14_000;
const GAP = 8;
const CENTRE = { width: WIDTH, align: "center" } as const;
// A print head knows one black; grey would come out as dots.
const INK = "#000000";

const plain = (sheet: Sheet, size = 9) => sheet.font("plain").fontSize(size).fillColor(INK);
const bold = (sheet: Sheet, size = 9) => sheet.font("bold").fontSize(size).fillColor(INK);

function rule(sheet: Sheet, isDotted: boolean): void {
  sheet.y += GAP;
  sheet.moveTo(MARGIN, sheet.y).lineTo(MARGIN + WIDTH, sheet.y);
  sheet.lineWidth(1.5).strokeColor(INK);
  if (isDotted) sheet.dash(1.5, { space: 2.5 });
  sheet.stroke().undash();
  sheet.y += GAP;
}

/** Name on the left, value on the right; beneath each other where they do not fit beside each other. */
function pair(sheet: Sheet, name: string, value: string): void {
  const top = sheet.y;
  const valueWidth = Math.ceil(sheet.widthOfString(value));
  const nameWidth = WIDTH - valueWidth - 6;
  if (nameWidth < WIDTH * 0.4) {
    sheet.text(name, MARGIN, top, { width: WIDTH });
    sheet.text(value, MARGIN, sheet.y, { width: WIDTH, align: "right" });
  } else {
    sheet.text(name, MARGIN, top, { width: nameWidth });
    const bottom = sheet.y;
    sheet.text(value, MARGIN + WIDTH - valueWidth, top, { lineBreak: false });
    sheet.y = bottom;
  }
  sheet.y += 2;
}

/** A second, smaller line of the pair above it. */
function below(sheet: Sheet, text: string, align: "left" | "right"): void {
  plain(sheet, 8).text(text, MARGIN, sheet.y - 2, { width: WIDTH, align });
  sheet.y += 3;
}

function head(sheet: Sheet, { merchant, language, title }: ReceiptSheet): void {
  bold(sheet, 10).text(merchant.name.toLocaleUpperCase(language), MARGIN, MARGIN, CENTRE);
  if (merchant.phone) plain(sheet).text(merchant.phone, CENTRE);
  plain(sheet).text(title, CENTRE);
}

function hero(sheet: Sheet, { amount, verdict, lines, language }: ReceiptSheet): void {
  const sum = lines.find(({ isSum }) => isSum);
  rule(sheet, false);
  const name = sum?.name.toLocaleUpperCase(language) ?? "";
  const besideEachOther = plain(sheet).widthOfString(name) + bold(sheet, 18).widthOfString(amount) + GAP <= WIDTH;
  const line = sheet.y;
  plain(sheet).text(name, MARGIN, line + (besideEachOther ? 9 : 0), { width: WIDTH });
  bold(sheet, 18).text(amount, MARGIN, besideEachOther ? line : sheet.y, { width: WIDTH, align: "right" });
  if (sum?.note) plain(sheet).text(sum.note, MARGIN, sheet.y, { width: WIDTH, align: "right" });
  const top = sheet.y + 6;
  bold(sheet, 14).text(verdict.toLocaleUpperCase(language), MARGIN, top + 6, CENTRE);
  const height = sheet.y + 4 - top;
  sheet.rect(MARGIN, top, WIDTH, height).lineWidth(1.5).strokeColor(INK).stroke();
  sheet.y = top + height;
}

function items(sheet: Sheet, { rows }: ReceiptItems): void {
  rule(sheet, true);
  for (const { name, quantity, unitAmount, amount } of rows) {
    pair(plain(sheet), name, amount);
    if (quantity !== "1") below(sheet, `${quantity} × ${unitAmount}`, "left");
  }
}

function details(sheet: Sheet, { lines }: ReceiptSheet): void {
  rule(sheet, true);
  for (const { name, value, note, isSum } of lines) {
    if (isSum) continue;
    pair(plain(sheet), name, value || (note ?? ""));
    if (note && value) below(sheet, note, "right");
  }
}

/** @returns where the paper ends */
function draw(sheet: Sheet, receipt: ReceiptSheet): number {
  head(sheet, receipt);
  hero(sheet, receipt);
  details(sheet, receipt);
  if (receipt.items) items(sheet, receipt.items);
  rule(sheet, false);
  plain(sheet, 8);
  for (const sentence of receipt.foot) sheet.text(sentence, MARGIN, sheet.y + 2, CENTRE);
  return sheet.y + 2 * MARGIN;
}

/**
 * A receipt for the 80 mm roll of a till: one page as long as its text, one black, a fixed-width face. The same sheet
 * gives the same bytes; it needs a sheet only, so every channel that writes one has its slip.
 */
export async function writeReceiptSlip(receipt: ReceiptSheet): Promise<Uint8Array<ArrayBuffer>> {
  const paper = { margin: MARGIN, font: "mono" } as const;
  let height = MEASURING_HEIGHT;
  await pdfFile(receipt, { ...paper, size: [PAPER_WIDTH, MEASURING_HEIGHT] }, (sheet) => {
    height = Math.ceil(draw(sheet, receipt));
  });
  return pdfFile(receipt, { ...paper, size: [PAPER_WIDTH, height] }, (sheet) => void draw(sheet, receipt));
}
