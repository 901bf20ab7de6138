import { withRoute } from "@/lib/http/route";
import { getBalance } from "@/lib/ledger/queries";

export const GET = withRoute({ auth: "session", name: "GET balance" }, (ctx) => getBalance(ctx));
