import type { NextRequest } from "next/server";
import { viewPayPage } from "@/lib/checkout/queries";

/** What the payer's checking page polls: the kind of its page and nothing else. */
export async function GET(request: NextRequest, { params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const page = await viewPayPage(token, { cookie: (name) => request.cookies.get(name)?.value });
  return Response.json({ kind: page.kind }, { headers: { "cache-control": "no-store" } });
}
