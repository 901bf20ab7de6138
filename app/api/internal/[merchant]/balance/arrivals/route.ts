import { withRoute } from "@/lib/http/route";
import { listArrivalPayments } from "@/lib/ledger/queries";
import { ArrivalFilter } from "@/lib/ledger/schemas";

export const GET = withRoute({ auth: "session", name: "GET arrivals", query: ArrivalFilter }, (ctx, { query }) =>
  listArrivalPayments(ctx, query),
);
