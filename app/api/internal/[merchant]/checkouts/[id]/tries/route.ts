import { listCheckoutTries } from "@/lib/checkout/sessions/tries.queries";
import { withRoute } from "@/lib/http/route";

export const GET = withRoute({ auth: "session", name: "GET checkout tries" }, (ctx, { params }) =>
  listCheckoutTries(ctx, params.id ?? ""),
);
