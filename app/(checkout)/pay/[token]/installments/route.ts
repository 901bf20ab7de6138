import type { NextRequest } from "next/server";
import { plansOfCard } from "@/lib/checkout/stored-cards/own-card";
import { readInstallments } from "@/lib/checkout/tries/installments";
import { systemClock } from "@/lib/kernel/clock";

type Segment = { params: Promise<{ token: string }> };

/** The plans of a card by its first digits; totals in minor units as text. Unknown pages and cards have none. */
export async function GET(request: NextRequest, { params }: Segment): Promise<Response> {
  const { token } = await params;
  const { searchParams } = request.nextUrl;
  const stored = searchParams.get("card");
  const cookie = (name: string) => request.cookies.get(name)?.value;
  const card =
    stored === null ? { bin: searchParams.get("bin") ?? "" } : await plansOfCard({ token, id: stored, cookie });
  const table = await readInstallments(token, card, systemClock);
  return Response.json(table, { headers: { "cache-control": "no-store" } });
}
