import { otherMethods } from "@/lib/http/methods";
import { env } from "@/lib/runtime/env";
import { processSingleton } from "@/lib/runtime/process-singleton";
import { openApiDocument } from "./_document/document";

// The address is this installation's own, known when it runs.
export const dynamic = "force-dynamic";

/** Made once a process: anybody may ask, and making it is work. */
const text = () =>
  processSingleton("openApiDocument", () => JSON.stringify(openApiDocument(env().APP_URL.replace(/\/$/, ""))));

/** What the API takes and answers, for programs that write clients. Nothing secret stands in it, so no key is asked for. */
export function GET(): Response {
  return new Response(text(), {
    headers: { "content-type": "application/json", "cache-control": "public, max-age=300" },
  });
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
