import { exportEvidencePack } from "@/lib/escrow/pack/export-pack";
import { packResponse } from "@/lib/escrow/pack/pack-response";
import { withRoute } from "@/lib/http/route";

export const GET = withRoute({ auth: "session", name: "GET internal escrow pack" }, async (ctx, { params }) =>
  packResponse(await exportEvidencePack(ctx, params.id ?? ""), ctx.requestId),
);
