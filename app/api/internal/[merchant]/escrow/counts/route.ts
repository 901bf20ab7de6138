import { countEscrows } from "@/lib/escrow/desk/queries";
import { withRoute } from "@/lib/http/route";

export const GET = withRoute({ auth: "session", name: "GET escrow counts" }, (ctx) => countEscrows(ctx));
