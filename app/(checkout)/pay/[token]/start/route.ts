import type { NextRequest } from "next/server";
import { submitForm } from "../submit-form";

type Segment = { params: Promise<{ token: string }> };

/**
 * "Pay" by the page's own script. A route and not an action: an action that sets a cookie draws the page anew, which
 * would then say that a payment is in progress instead of going on to it.
 */
export async function POST(request: NextRequest, { params }: Segment): Promise<Response> {
  const { token } = await params;
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return Response.json({ kind: "refused" }, { status: 403 });
  const data = await request.formData().catch(() => undefined);
  if (data === undefined) return Response.json({ kind: "refused" }, { status: 400 });
  return Response.json(await submitForm(token, data), { headers: { "cache-control": "no-store" } });
}
