import type { NextRequest } from "next/server";
import { forgetCard } from "@/lib/checkout/stored-cards/forget-card";

type Segment = { params: Promise<{ token: string }> };

/** "Delete" beside a kept card: a form of the page, works without script. Always back to the page, which says the rest. */
export async function POST(request: NextRequest, { params }: Segment): Promise<Response> {
  const { token } = await params;
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return Response.json({ kind: "refused" }, { status: 403 });
  const id = (await request.formData().catch(() => undefined))?.get("card");
  const cookie = (name: string) => request.cookies.get(name)?.value;
  const outcome = await forgetCard({ token, id: typeof id === "string" ? id : "", cookie });
  // Not found: deleted before, so what the payer wanted is true.
  const told = outcome === "kept" ? "kept" : "deleted";
  const headers = new Headers({ "cache-control": "no-store", "referrer-policy": "no-referrer" });
  headers.set("location", `/pay/${encodeURIComponent(token)}?card=${told}`);
  return new Response(null, { status: 303, headers });
}
