import { withRoute } from "@/lib/http/route";
import { journalsOfPayment } from "@/lib/ledger/journals.queries";

export const GET = withRoute({ auth: "session", name: "GET payment journals" }, (ctx, { params }) =>
  journalsOfPayment(ctx, params.id ?? ""),
);
