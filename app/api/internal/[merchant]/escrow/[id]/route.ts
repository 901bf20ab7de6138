import { getEscrowCase } from "@/lib/escrow/desk/escrow-view";
import { withRoute } from "@/lib/http/route";

export const GET = withRoute({ auth: "session", name: "GET escrow case" }, (ctx, { params }) =>
  getEscrowCase(ctx, params.id ?? ""),
);
