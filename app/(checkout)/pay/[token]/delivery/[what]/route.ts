import type { NextRequest } from "next/server";
import { routes } from "@/app/_lib/routes";
import { type DeliveryPost, postDelivery } from "@/lib/checkout/delivery/post-delivery";
import { callerAddress } from "@/lib/http/caller-address";
import { systemClock } from "@/lib/kernel/clock";

type Segment = { params: Promise<{ token: string; what: string }> };

/** Where the page opens again, so that what went wrong is on screen. */
const FIELDS: Record<string, string> = { code: "#kod-formu", confirm: "#kod-formu", solved: "#kod-formu", report: "" };

function readPost(what: string, data: FormData): DeliveryPost | undefined {
  const text = (field: string) => {
    const value = data.get(field);
    return typeof value === "string" ? value : "";
  };
  if (what === "code") return { kind: "code" };
  if (what === "confirm") return { kind: "confirm", wish: "delivered", typed: text("code") };
  if (what === "solved") return { kind: "confirm", wish: "solved", typed: text("code") };
  if (what === "report") return { kind: "report", reason: text("reason"), note: text("note") };
  return undefined;
}

/** A form of the delivery page; works without script and always goes back to the page, which says what became of it. */
export async function POST(request: NextRequest, { params }: Segment): Promise<Response> {
  const { token, what } = await params;
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return Response.json({ kind: "refused" }, { status: 403 });
  const data = await request.formData().catch(() => undefined);
  const post = data && readPost(what, data);
  if (post === undefined) return Response.json({ kind: "refused" }, { status: 400 });
  const answer = await postDelivery({ token, address: callerAddress(request.headers), clock: systemClock }, post);
  const headers = new Headers({ "cache-control": "no-store", "referrer-policy": "no-referrer" });
  const isKnown = answer.kind === "posted";
  headers.set(
    "location",
    isKnown ? `${routes.payDelivery(token, answer.tell)}${answer.tell ? FIELDS[what] : ""}` : routes.pay(token),
  );
  return new Response(null, { status: 303, headers });
}
