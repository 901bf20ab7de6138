import { routes } from "@/app/_lib/routes";
import { findMerchantContext } from "@/lib/auth/require-merchant";
import { AppError } from "@/lib/kernel/errors";
import { getPosReceiptToken } from "@/lib/pos/board/queries";

type Segment = { params: Promise<{ merchant: string; sessionId: string }> };

const goTo = (location: string) =>
  new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });

/** On to the customer's own page of a paid sale: the receipt, or with `?paper=slip|pdf` what a printer takes. */
export async function GET(request: Request, { params }: Segment): Promise<Response> {
  const { merchant: slug, sessionId } = await params;
  const context = await findMerchantContext(slug);
  if (!context) return goTo(routes.signIn(routes.posSale(slug, sessionId)));
  try {
    const token = await getPosReceiptToken(context, sessionId);
    const paper = new URL(request.url).searchParams.get("paper");
    if (paper === "slip") return goTo(routes.paySlip(token));
    return goTo(paper === "pdf" ? routes.payReceipt(token, "slip") : routes.pay(token));
  } catch (cause) {
    // Nothing was taken, or not theirs: the sale's own page says which.
    if (cause instanceof AppError) return goTo(routes.posSale(slug, sessionId));
    throw cause;
  }
}
