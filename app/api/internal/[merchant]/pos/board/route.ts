import { withRoute } from "@/lib/http/route";
import { getPosBoard } from "@/lib/pos/board/queries";

export const GET = withRoute({ auth: "session", name: "GET pos board" }, (ctx) => getPosBoard(ctx));
