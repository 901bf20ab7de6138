import type { NextRequest } from "next/server";
import { plansOfCard } from "@/lib/checkout/stored-cards/own-card";
import { readInstallments } from "@/lib/checkout/tries/installments";
import { systemClock } from "@/lib/kernel/clock";

type Segment = { params: Promise<{ token: string }> };

/** The plans of a card by its first digits; totals in minor units as text. Unknown pages and cards have none. */
export async function GET(request: NextRequest, { params }: Segment): Promise<Response> {
  const { token } = await params;
  const asked = request.nextUrl.searchParams;
  const cookie = (name: string) => request.cookies.get(name)?.value;
  const id = asked.get("card");
  const card =
    id === null
      ? { bin: asked.get("bin") ?? "", account: asked.get("account") ?? undefined }
      : await plansOfCard({ token, id, cookie });
  const table = await readInstallments(token, card.bin, card.account, systemClock);
  return Response.json(table, { headers: { "cache-control": "no-store" } });
}
