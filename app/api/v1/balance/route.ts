import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";
import { getBalance } from "@/lib/ledger/queries";

export const GET = withRoute({ auth: "apiKey", name: "GET /api/v1/balance" }, (ctx) => getBalance(ctx));

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
