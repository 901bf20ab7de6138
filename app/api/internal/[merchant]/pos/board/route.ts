import { withRoute } from "@/lib/http/route";
import { getPosBoard } from "@/lib/pos/board/queries";
import type { PosBoard } from "@/lib/pos/board/schemas";

export const GET = withRoute(
  { auth: "session", name: "GET pos board" },
  async (ctx): Promise<PosBoard> => ({
    now: ctx.clock.now().toISOString(),
    ...(await getPosBoard(ctx)),
  }),
);
