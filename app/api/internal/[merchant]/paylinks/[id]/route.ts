import { withRoute } from "@/lib/http/route";
import { getPaylink } from "@/lib/paylinks/queries";

export const GET = withRoute({ auth: "session", name: "GET paylink" }, (ctx, { params }) =>
  getPaylink(ctx, params.id ?? ""),
);
