import { withRoute } from "@/lib/http/route";
import { getPosStory } from "@/lib/pos/board/queries";

export const GET = withRoute({ auth: "session", name: "GET pos sale" }, (ctx, { params }) =>
  getPosStory(ctx, params.id ?? ""),
);
