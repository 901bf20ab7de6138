import { withRoute } from "@/lib/http/route";
import { listTerminals } from "@/lib/pos/terminals/queries";

export const GET = withRoute({ auth: "session", name: "GET pos terminals" }, (ctx) => listTerminals(ctx));
