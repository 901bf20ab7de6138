import { withRoute } from "@/lib/http/route";
import { listPaylinks } from "@/lib/paylinks/queries";
import { PaylinkFilter } from "@/lib/paylinks/schemas";

export const GET = withRoute({ auth: "session", name: "GET paylinks", query: PaylinkFilter }, (ctx, { query }) =>
  listPaylinks(ctx, query),
);
