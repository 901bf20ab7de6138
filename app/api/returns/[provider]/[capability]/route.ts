import type { NextRequest } from "next/server";
import { PAYER_COOKIE_SECONDS } from "@/lib/checkout/payer-cookie";
import { resolveReturnPatiently } from "@/lib/checkout/returns/patient-return";
import { readReturnFields } from "@/lib/checkout/returns/read-return-fields";

import { transactionIdOf } from "@/lib/checkout/returns/transaction-id";
import { clientAddress } from "@/lib/http/client-address";
import { peerOf } from "@/lib/http/peer";
import { systemClock } from "@/lib/kernel/clock";
import { env } from "@/lib/runtime/env";

type Segment = { params: Promise<{ provider: string; capability: string }> };

/** The database stayed away: nothing is known, nothing is lost, and the same form may be sent again. */
function sendAgain(): Response {
  const text = `<!doctype html><html lang="tr"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Kontrol ediyoruz</title>
<p>Kontrol ediyoruz. Yeniden ödemeyin; bu sayfayı birazdan yenileyin.</p>
<p lang="en">We are checking. Do not pay again; reload this page in a moment.</p></html>`;
  const headers = { "content-type": "text/html; charset=utf-8", "retry-after": "2", "cache-control": "no-store" };
  return new Response(text, { status: 503, headers });
}

/** Banks send browsers here by GET or cross-site POST, with any Origin and no cookie; the answer is always 303. */
async function arrive(request: NextRequest, { params }: Segment): Promise<Response> {
  const { provider, capability } = await params;
  const fields = await readReturnFields(request);
  const target = await resolveReturnPatiently({
    provider,
    segment: capability,
    transactionId: transactionIdOf(fields),
    fields,
    cookie: (name) => request.cookies.get(name)?.value,
    address: clientAddress(request.headers.get("x-forwarded-for"), peerOf(request.headers), env().TRUSTED_PROXIES),
    clock: systemClock,
  });
  if (target === undefined) return sendAgain();
  const headers = new Headers({ location: target.path, "cache-control": "no-store", "referrer-policy": "no-referrer" });
  if (target.cookie) {
    const secure = env().secure ? "; Secure" : "";
    headers.append(
      "set-cookie",
      `${target.cookie.name}=${target.cookie.value}; Path=/; Max-Age=${PAYER_COOKIE_SECONDS}; HttpOnly; SameSite=Lax${secure}`,
    );
  }
  return new Response(null, { status: 303, headers });
}

export { arrive as GET, arrive as POST };
