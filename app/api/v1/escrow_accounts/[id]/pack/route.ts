import { exportEvidencePack } from "@/lib/escrow/pack/export-pack";
import { packResponse } from "@/lib/escrow/pack/pack-response";
import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";

export const GET = withRoute(
  { auth: "apiKey", name: "GET /api/v1/escrow_accounts/{id}/pack" },
  async (ctx, { params }) => packResponse(await exportEvidencePack(ctx, params.id ?? ""), ctx.requestId),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
