import { listEscrowRows } from "@/lib/escrow/desk/escrow-view";
import { EscrowFilter } from "@/lib/escrow/schemas";
import { withRoute } from "@/lib/http/route";

export const GET = withRoute({ auth: "session", name: "GET escrow cases", query: EscrowFilter }, (ctx, { query }) =>
  listEscrowRows(ctx, query),
);
