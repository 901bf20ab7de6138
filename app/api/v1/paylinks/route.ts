import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";
import { createPaylink } from "@/lib/paylinks/create-paylink";
import { withoutActions } from "@/lib/paylinks/paylink-dto";
import { listPaylinks } from "@/lib/paylinks/queries";
import { PaylinkFilter } from "@/lib/paylinks/schemas";

export const POST = withRoute({ auth: "apiKey", name: "POST /api/v1/paylinks", status: 201 }, (ctx, { body }) =>
  createPaylink(ctx, body),
);

export const GET = withRoute(
  { auth: "apiKey", name: "GET /api/v1/paylinks", query: PaylinkFilter },
  async (ctx, { query }) => {
    const page = await listPaylinks(ctx, query);
    return { ...page, data: page.data.map(withoutActions) };
  },
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
