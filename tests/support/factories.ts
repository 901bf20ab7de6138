import { randomBytes } from "node:crypto";
import { statements } from "@/db/client";
import { foldEmail } from "@/lib/auth/fold-email";
import type { Role } from "@/lib/auth/permissions";
import { systemClock } from "@/lib/kernel/clock";
import { newId } from "@/lib/kernel/ids";
import type { Mode } from "@/lib/runtime/context";
import { env } from "@/lib/runtime/env";
import { seal } from "@/lib/runtime/seal";
import { tokenHash } from "@/lib/runtime/token-hash";
import { secretContext } from "@/lib/settings/provider-account-repository";
import { webhookSecretContext } from "@/lib/webhooks/account-policy.system";

/** Keys that the sandbox knows, by its account. */
export const SANDBOX_KEYS = {
  demo: "sck_sandbox_demo",
  signed: "sck_sandbox_signed",
  other: "sck_sandbox_other",
} as const;

/** A Paywall account as the sandbox's index page shows it. */
export const PAYWALL_SECRET = JSON.stringify({
  public_key: "pwpub_sandbox_demo",
  public_client: "pwpubclient_sandbox_demo",
  private_key: "pwprv_sandbox_demo",
  private_client: "pwprvclient_sandbox_demo",
  hash_keys: {
    three_d: "pwhash_3d_sandbox_demo",
    link: "pwhash_link_sandbox_demo",
    page: "pwhash_page_sandbox_demo",
    system: "pwhash_system_sandbox_demo",
  },
});

export type MerchantWish = {
  provider?: "paynet" | "paywall";
  sandboxKey?: string;
  /** How a card reaches the provider on our own page. */
  cardEntry?: "redirect" | "browser_token" | "server_card_entry";
  allowlist?: string[];
  allowlistMode?: "off" | "monitor" | "enforce";
  webhookSecrets?: string[];
  signatureRequired?: boolean;
};

export type TestMerchant = { id: string; slug: string; accountId: string; ownerId: string };

const freshName = () => randomBytes(6).toString("hex");

/** A provider account of a merchant at the sandbox. */
export async function createProviderAccount(
  merchantId: string,
  wish: MerchantWish & { mode?: Mode } = {},
): Promise<string> {
  const sql = statements("vezne_system");
  const { KEK } = env();
  const now = systemClock.now();
  const id = newId("providerAccount", now);
  const provider = wish.provider ?? "paynet";
  const secret = wish.sandboxKey ?? (provider === "paynet" ? SANDBOX_KEYS.demo : PAYWALL_SECRET);
  await sql`insert into provider_accounts ${sql({
    merchant_id: merchantId,
    id,
    mode: wish.mode ?? "test",
    environment: "sandbox",
    provider,
    label: `account ${freshName()}`,
    is_default: "yes",
    card_entry: wish.cardEntry ?? "redirect",
    sealed_secret: seal(KEK, secretContext(merchantId, id), secret),
    secret_last4: secret.slice(-4),
    allowlist: wish.allowlist ?? [],
    allowlist_mode: wish.allowlistMode ?? "off",
    sealed_webhook_secrets: (wish.webhookSecrets ?? []).map((text) =>
      seal(KEK, webhookSecretContext(merchantId, id), text),
    ),
    signature_required: wish.signatureRequired ? "yes" : "no",
    created_at: now,
  })}`;
  return id;
}

/** A person with a role at a merchant. */
export async function createUser(
  merchantId: string,
  role: Role,
  passwordHash = "unusable",
): Promise<{ id: string; email: string }> {
  const sql = statements("vezne_system");
  const now = systemClock.now();
  const id = newId("user", now);
  const email = `${role}.${freshName()}@example.test`;
  await sql`insert into users ${sql({
    id,
    email,
    email_folded: foldEmail(email),
    name: `Test ${role}`,
    password_hash: passwordHash,
    locale: "tr",
    created_at: now,
  })}`;
  await sql`insert into memberships ${sql({ merchant_id: merchantId, user_id: id, role, created_at: now })}`;
  return { id, email };
}

/** A merchant with a sandbox account and an owner; nothing of it is shared with another suite. */
export async function createMerchant(wish: MerchantWish = {}): Promise<TestMerchant> {
  const sql = statements("vezne_system");
  const now = systemClock.now();
  const id = newId("merchant", now);
  const slug = `shop-${freshName()}`;
  await sql`insert into merchants ${sql({
    merchant_id: id,
    slug,
    name: "Deneme Mağazası",
    descriptor: "DENEME",
    phone: "02120000000",
    email: `${slug}@example.test`,
    refund_limit: "500000",
    release_limit: "500000",
    created_at: now,
  })}`;
  const accountId = await createProviderAccount(id, wish);
  const owner = await createUser(id, "owner");
  return { id, slug, accountId, ownerId: owner.id };
}

/** An API key of a user; answers the secret itself. */
export async function createApiKey(
  merchant: { id: string; ownerId: string },
  wish: { mode?: Mode; access?: "full" | "read"; userId?: string } = {},
): Promise<string> {
  const sql = statements("vezne_system");
  const now = systemClock.now();
  const mode = wish.mode ?? "test";
  const key = `vz_${mode}_${randomBytes(24).toString("base64url")}`;
  await sql`insert into api_keys ${sql({
    key_hash: tokenHash(key),
    id: newId("apiKey", now),
    merchant_id: merchant.id,
    mode,
    user_id: wish.userId ?? merchant.ownerId,
    name: "test key",
    access: wish.access ?? "full",
    created_at: now,
  })}`;
  return key;
}
