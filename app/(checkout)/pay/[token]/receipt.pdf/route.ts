import { getLocale, getTranslations } from "next-intl/server";
import { writeReceiptPdf } from "@/lib/checkout/receipt/write-receipt-pdf";
import { writeReceiptSlip } from "@/lib/checkout/receipt/write-receipt-slip";
import { receiptSheet } from "../_components/receipt/receipt-sheet";
import { readPage } from "../read-page";

type Segment = { params: Promise<{ token: string }> };

/** The receipt of a paid payment page as a file, on A4 or with `?paper=slip` for an 80 mm roll; everything else has none and goes back to its page. */
export async function GET(request: Request, { params }: Segment): Promise<Response> {
  const { token } = await params;
  const [page, locale, t] = await Promise.all([readPage(token, false), getLocale(), getTranslations("pay")]);
  const headers = {
    "cache-control": "no-store",
    "x-robots-tag": "noindex, nofollow",
    "referrer-policy": "no-referrer",
  };
  if (page.kind !== "paid") {
    return new Response(null, { status: 303, headers: { ...headers, location: `/pay/${encodeURIComponent(token)}` } });
  }
  const isSlip = new URL(request.url).searchParams.get("paper") === "slip";
  const sheet = receiptSheet(page, locale, t);
  const file = await (isSlip ? writeReceiptSlip(sheet) : writeReceiptPdf(sheet));
  const name = `${isSlip ? "fis" : "makbuz"}-${page.reference.replace(/[^\w-]/g, "")}.pdf`;
  return new Response(file, {
    headers: { ...headers, "content-type": "application/pdf", "content-disposition": `inline; filename="${name}"` },
  });
}
