import { getLocale, getTranslations } from "next-intl/server";
import { writeReceiptPdf } from "@/lib/checkout/receipt/write-receipt-pdf";
import { formatMoney } from "@/lib/kernel/format-money";
import { providerName } from "../_components/pay-frame";
import { isPaidBack, receiptLines } from "../_components/receipt-lines";
import { readPage } from "../read-page";

type Segment = { params: Promise<{ token: string }> };

/** The receipt of a paid payment page as a file; everything else has none and goes back to its page. */
export async function GET(_request: Request, { params }: Segment): Promise<Response> {
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
  const language = locale === "en" ? "en" : "tr";
  const file = await writeReceiptPdf({
    language,
    merchant: page.merchant,
    title: t("paid.receipt_title"),
    number: page.reference,
    verdict: t(isPaidBack(page) ? "paid.refunded" : "paid.title"),
    amount: formatMoney(BigInt(page.amountCharged), "TRY", language),
    lines: receiptLines(page, locale, (key, values) => t(`paid.${key}`, values)),
    foot: [
      ...(page.mode === "test" ? [t("test")] : []),
      t("paid.not_invoice"),
      t("licensed", { provider: providerName(page.provider) }),
    ],
    paidAt: new Date(page.paidAt),
  });
  const name = `makbuz-${page.reference.replace(/[^\w-]/g, "")}.pdf`;
  return new Response(file, {
    headers: { ...headers, "content-type": "application/pdf", "content-disposition": `inline; filename="${name}"` },
  });
}
