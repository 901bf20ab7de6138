import { withRoute } from "@/lib/http/route";
import { listPosSales } from "@/lib/pos/board/queries";
import { PosSessionFilter } from "@/lib/pos/schemas";

export const GET = withRoute({ auth: "session", name: "GET pos", query: PosSessionFilter }, (ctx, { query }) =>
  listPosSales(ctx, query),
);
