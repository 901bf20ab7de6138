import { z } from "zod";
import { isLoopback, peerOf } from "@/lib/http/peer";
import { problemResponse } from "@/lib/http/problem";
import { readJson } from "@/lib/http/read-json";
import { systemClock } from "@/lib/kernel/clock";
import { AppError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { env } from "@/lib/runtime/env";
import { advanceClock } from "@/lib/runtime/follow-clock.system";

const Body = z.strictObject({
  advance_seconds: z
    .number()
    .min(0)
    .max(400 * 86_400),
});

/** Twin of the sandbox's clock control: exists only beside the sandbox, for this machine's own Host. */
export async function POST(request: Request): Promise<Response> {
  const requestId = newId("request", systemClock.now());
  try {
    const host = request.headers.get("host") ?? "";
    const local = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host) && isLoopback(peerOf(request.headers));
    if (!env().demoAllowed || !local) throw new AppError("not_found", "no such route");
    const { value } = await readJson(request);
    const seconds = await advanceClock(Body.parse(value).advance_seconds);
    return Response.json({ now: systemClock.now().toISOString(), shifted_seconds: seconds });
  } catch (cause) {
    return problemResponse(cause, requestId, "POST /api/internal/clock");
  }
}
