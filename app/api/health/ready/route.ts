import { readReadiness } from "@/lib/health/readiness.system";

export async function GET(): Promise<Response> {
  const readiness = await readReadiness().catch(() => ({ ready: false, checks: { database: false } }));
  return Response.json(readiness, { status: readiness.ready ? 200 : 503, headers: { "cache-control": "no-store" } });
}
