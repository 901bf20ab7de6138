import type { NextRequest } from "next/server";
import { readInstallments } from "@/lib/checkout/tries/installments";
import { systemClock } from "@/lib/kernel/clock";

type Segment = { params: Promise<{ token: string }> };

/** The plans of a card by its first digits; totals in minor units as text. Unknown pages and cards have none. */
export async function GET(request: NextRequest, { params }: Segment): Promise<Response> {
  const { token } = await params;
  const asked = request.nextUrl.searchParams;
  const table = await readInstallments(token, asked.get("bin") ?? "", asked.get("account") ?? undefined, systemClock);
  return Response.json(table, { headers: { "cache-control": "no-store" } });
}
