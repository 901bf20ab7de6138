import { metricsText } from "@/lib/health/metrics.system";

export async function GET(): Promise<Response> {
  const { text, contentType } = await metricsText();
  return new Response(text, { headers: { "content-type": contentType, "cache-control": "no-store" } });
}
