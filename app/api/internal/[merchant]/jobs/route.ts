import { withRoute } from "@/lib/http/route";
import { listDeadLetters } from "@/lib/jobs/queries";
import { DeadLetterFilter } from "@/lib/jobs/schemas";

export const GET = withRoute({ auth: "session", name: "GET jobs", query: DeadLetterFilter }, (ctx, { query }) =>
  listDeadLetters(ctx, query),
);
