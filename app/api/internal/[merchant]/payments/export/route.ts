import { findMerchantContext } from "@/lib/auth/require-merchant";
import { csvResponse } from "@/lib/http/csv-response";
import { problemResponse } from "@/lib/http/problem";
import { systemClock } from "@/lib/kernel/clock";
import { AppError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { exportPayments } from "@/lib/payments/export/export-payments";
import { PaymentFilter } from "@/lib/payments/schemas";

/** The payments that match as a file. */
export async function GET(request: Request, segment: { params: Promise<{ merchant: string }> }): Promise<Response> {
  const requestId = newId("request", systemClock.now());
  try {
    const ctx = await findMerchantContext((await segment.params).merchant);
    if (!ctx) throw new AppError("unauthenticated", "sign in");
    const filter = PaymentFilter.parse(Object.fromEntries(new URL(request.url).searchParams));
    return csvResponse(
      await exportPayments({ ...ctx, requestId }, filter),
      `vezne-payments-${ctx.mode}.csv`,
      requestId,
    );
  } catch (cause) {
    return problemResponse(cause, requestId, "GET payments export");
  }
}
