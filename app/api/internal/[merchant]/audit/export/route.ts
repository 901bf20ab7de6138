import { exportAudit } from "@/lib/audit/export-audit";
import { AuditFilter } from "@/lib/audit/schemas";
import { findMerchantContext } from "@/lib/auth/require-merchant";
import { problemResponse } from "@/lib/http/problem";
import { systemClock } from "@/lib/kernel/clock";
import { AppError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";

/** The log as a file, streamed a page at a time: memory does not grow with it. */
export async function GET(request: Request, segment: { params: Promise<{ merchant: string }> }): Promise<Response> {
  const requestId = newId("request", systemClock.now());
  try {
    const ctx = await findMerchantContext((await segment.params).merchant);
    if (!ctx) throw new AppError("unauthenticated", "sign in");
    const filter = AuditFilter.parse(Object.fromEntries(new URL(request.url).searchParams));
    const lines = await exportAudit({ ...ctx, requestId }, filter);
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const { done, value } = await lines.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      cancel: async () => void (await lines.return(undefined)),
    });
    return new Response(body, {
      headers: {
        "cache-control": "no-store",
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="vezne-audit-${ctx.mode}.csv"`,
        "x-request-id": requestId,
      },
    });
  } catch (cause) {
    return problemResponse(cause, requestId, "GET audit export");
  }
}
