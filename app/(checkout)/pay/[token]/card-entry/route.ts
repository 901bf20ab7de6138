import type { NextRequest } from "next/server";
import { z } from "zod";
import { prepareCardEntry } from "@/lib/checkout/tries/prepare-card-entry";
import { callerAddress } from "@/lib/http/caller-address";
import { systemClock } from "@/lib/kernel/clock";

const Plan = z.object({
  installments: z.coerce.number().int().min(1).max(36).default(1),
  bin: z
    .string()
    .regex(/^\d{6,8}$/)
    .nullable()
    .catch(null),
  saveCard: z.boolean().default(false),
});

type Segment = { params: Promise<{ token: string }> };

/** What this page needs so that the browser can give its card to the provider. Asked by the page's own script alone. */
export async function POST(request: NextRequest, { params }: Segment): Promise<Response> {
  const { token } = await params;
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return Response.json({ kind: "refused" }, { status: 403 });
  const plan = Plan.safeParse(await request.json().catch(() => undefined));
  if (!plan.success) return Response.json({ kind: "refused" }, { status: 400 });
  const account = request.nextUrl.searchParams.get("account") ?? undefined;
  const address = callerAddress(request.headers);
  const grant = await prepareCardEntry({
    token,
    address,
    clock: systemClock,
    ...plan.data,
    ...(account ? { account } : {}),
  });
  return Response.json(grant, { headers: { "cache-control": "no-store" } });
}
