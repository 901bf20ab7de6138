import { accountNamed } from "../paynet/accounts";
import type { Delivery, DeliveryTry } from "../state/records";
import type { Fault } from "../traffic/fault-book";
import { signBody } from "./sign-body";
import { spoilDelivery } from "./spoil-delivery";

// ASSUMPTION PAYNET-W1: 2xx within this time ends a delivery, anything else, redirects included, repeats it.
const ANSWER_LIMIT_MS = 15_000;
const USER_AGENTS = { paynet: "Paynet-Sandbox/1.0", paywall: "Paywall-Sandbox/1.0" } as const;

/** Sends a webhook once; `now` is the provider's clock, which the signature carries too. */
export async function postDelivery(
  delivery: Delivery,
  fault: Fault | null,
  now: number,
  stop: AbortSignal,
): Promise<DeliveryTry> {
  const provider = delivery.provider ?? "paynet";
  // Paywall signs inside the body, never in a header (docs/providers/paywall.md 9).
  const secret = provider === "paynet" ? accountNamed(delivery.account).webhookSecret : null;
  const { body, contentType, keyToUse } = spoilDelivery(delivery.body, secret, fault);
  const headers: Record<string, string> = { "content-type": contentType, "user-agent": USER_AGENTS[provider] };
  if (keyToUse !== null && provider === "paynet")
    headers["x-paynet-signature"] = signBody(keyToUse, body, Math.floor(now / 1_000));
  const signal = AbortSignal.any([stop, AbortSignal.timeout(ANSWER_LIMIT_MS)]);
  try {
    const answer = await fetch(delivery.url, { method: "POST", headers, body, redirect: "manual", signal });
    await answer.arrayBuffer();
    return { at: now, status: answer.status, note: fault?.effect ?? "" };
  } catch (error) {
    return { at: now, status: null, note: error instanceof Error ? error.message : "no answer" };
  }
}

export function hasArrived({ status }: DeliveryTry): boolean {
  return status !== null && status >= 200 && status < 300;
}
