import type { NextRequest } from "next/server";
import { handOver } from "@/lib/checkout/hand-over";
import { PAYER_COOKIE_SECONDS } from "@/lib/checkout/payer-cookie";
import { systemClock } from "@/lib/kernel/clock";

type Segment = { params: Promise<{ token: string }> };

/** "Go to payment": the payer gets their own page, then a link to the provider. Always 303, works without script. */
export async function POST(request: NextRequest, { params }: Segment): Promise<Response> {
  const { token } = await params;
  const result = await handOver(token, (name) => request.cookies.get(name)?.value, systemClock);
  const headers = new Headers({ "cache-control": "no-store", "referrer-policy": "no-referrer" });
  if (result.kind === "refused") {
    headers.set("location", `/pay/${encodeURIComponent(token)}`);
    return new Response(null, { status: 303, headers });
  }
  const secure = request.nextUrl.protocol === "https:" ? "; Secure" : "";
  headers.set("location", `/pay/${result.paymentToken}`);
  headers.append(
    "set-cookie",
    `${result.cookieName}=${result.paymentToken}; Path=/; Max-Age=${PAYER_COOKIE_SECONDS}; HttpOnly; SameSite=Lax${secure}`,
  );
  return new Response(null, { status: 303, headers });
}
