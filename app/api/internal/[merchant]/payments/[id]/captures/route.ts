import { listCaptures } from "@/lib/captures/queries";
import { withRoute } from "@/lib/http/route";

export const GET = withRoute({ auth: "session", name: "GET payment captures" }, (ctx, { params }) =>
  listCaptures(ctx, params.id ?? ""),
);
