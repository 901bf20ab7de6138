import { env } from "@/lib/runtime/env";
import { type CapabilityKey, signCapability } from "@/lib/webhooks/capability";
import type { TestMerchant } from "../../support/factories";
import type { Product } from "../../support/product-process";

export type Sent = { body?: unknown; headers?: Record<string, string>; path?: string; method?: string };

/** Posts to the Paynet sink over real HTTP, as the provider would. */
export async function deliver(
  product: Product,
  capability: string,
  { body = {}, headers = {}, path = "/api/webhooks/paynet-callback", method = "POST" }: Sent = {},
) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const answer = await fetch(`${product.appUrl}${path}/${capability}`, {
    method,
    headers: { "content-type": "application/json", ...headers },
    redirect: "manual",
    ...(method === "POST" ? { body: text } : {}),
  });
  return { status: answer.status, body: await answer.json() };
}

/** The address a merchant puts into the provider's panel. */
export function accountCapability(
  one: TestMerchant,
  wish: { keys?: readonly CapabilityKey[]; provider?: string; expires?: Date } = {},
): string {
  const { id: merchantId, accountId } = one;
  const capability = { kind: "account" as const, merchantId, subjectId: accountId, accountId };
  return signCapability(
    wish.keys ?? env().CAPABILITY_KEYS,
    { ...capability, provider: wish.provider ?? "paynet" },
    wish.expires,
  );
}

/** What was taken: the rest of the inbox keeps what was refused at the door. */
export const TAKEN = `coalesce(because->>'text', '') not in
  ('bad_capability', 'expired_capability', 'bad_signature', 'signature_missing', 'address_not_allowed', 'too_large')`;

type EventRow = { status: string; deliveries: number; subject_id: string | null };

export const eventsOf = (product: Product, one: TestMerchant) =>
  product.rows<EventRow>(
    `select status, deliveries, subject_id from provider_events where merchant_id = $1 and ${TAKEN} order by received_at`,
    [one.id],
  );
