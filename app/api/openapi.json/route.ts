import { otherMethods } from "@/lib/http/methods";
import { env } from "@/lib/runtime/env";
import { openApiDocument } from "./_document/document";

// The address is this installation's own, known when it runs.
export const dynamic = "force-dynamic";

/** What the API takes and answers, for programs that write clients. Nothing secret stands in it, so no key is asked for. */
export function GET(): Response {
  return Response.json(openApiDocument(env().APP_URL.replace(/\/$/, "")), {
    headers: { "cache-control": "public, max-age=300" },
  });
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
