import { withRoute } from "@/lib/http/route";
import { getBankFile } from "@/lib/payouts/queries";

export const GET = withRoute({ auth: "session", name: "GET payout file" }, async (ctx, { params }) => {
  const { name, content } = await getBankFile(ctx, params.id ?? "");
  return new Response(content, {
    headers: {
      "cache-control": "no-store",
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name}"`,
      "x-request-id": ctx.requestId,
    },
  });
});
