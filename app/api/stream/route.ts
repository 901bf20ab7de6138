import { findMerchantContext } from "@/lib/auth/require-merchant";
import { readStreamStanding } from "@/lib/auth/stream-standing";
import { liveHub } from "@/lib/live/hub.system";

const HEARTBEAT_MS = 15_000;
const RECHECK_MS = 30_000;
const MAX_LIFE_MS = 10 * 60_000;
const MAX_STREAMS = 2_000;

/** Server-sent events of one merchant. A stream that outlives its session or role is closed within 30 seconds. */
export async function GET(request: Request): Promise<Response> {
  const slug = new URL(request.url).searchParams.get("merchant") ?? "";
  const context = await findMerchantContext(slug);
  if (!context) return new Response(null, { status: 401 });
  if (liveHub().size >= MAX_STREAMS) return new Response(null, { status: 503, headers: { "retry-after": "15" } });

  let close = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const encoder = new TextEncoder();
      const write = (text: string) => controller.enqueue(encoder.encode(text));
      write("retry: 3000\n\n");
      const leave = liveHub().add({
        merchantId: context.merchantId,
        mode: context.mode,
        hear: ({ topic, id, seq }) => write(`id: ${seq}\ndata: ${JSON.stringify({ topic, id, seq })}\n\n`),
      });
      const heartbeat = setInterval(() => write(": here\n\n"), HEARTBEAT_MS);
      const recheck = setInterval(async () => {
        if (!(await readStreamStanding(request))) close();
      }, RECHECK_MS);
      const end = setTimeout(() => close(), MAX_LIFE_MS);
      close = () => {
        leave();
        clearInterval(heartbeat);
        clearInterval(recheck);
        clearTimeout(end);
        try {
          controller.close();
        } catch {
          // The browser was faster.
        }
      };
      request.signal.addEventListener("abort", close);
    },
    cancel: () => close(),
  });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}
