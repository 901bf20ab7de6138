import { createHash } from "node:crypto";
import type { Role } from "@/lib/auth/permissions";

/** Everyone's password in the demo; it exists only where the demo may exist (contract 3). */
export const DEMO_PASSWORD = "vezne-demo-2026";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

type Prefix = "mer" | "br" | "usr" | "pa" | "pl" | "key" | "term" | "pos" | "pay" | "att" | "eod";

/** The same id at every seeding: a prefix and 26 characters that follow from the name. */
export function fixedId(prefix: Prefix, name: string): string {
  const digest = createHash("sha256").update(`vezne demo ${prefix} ${name}`).digest();
  return `${prefix}_${[...digest.subarray(0, 26)].map((byte) => ALPHABET[byte & 31]).join("")}`;
}

export type DemoPerson = { email: string; name: string; role: Role; merchant: "demo" | "other" };

export const DEMO_PEOPLE: readonly DemoPerson[] = [
  { email: "owner@vezne.test", name: "Elif Demir", role: "owner", merchant: "demo" },
  { email: "admin@vezne.test", name: "Okan Güneş", role: "admin", merchant: "demo" },
  { email: "finance@vezne.test", name: "Zehra Aksu", role: "finance", merchant: "demo" },
  { email: "approver@vezne.test", name: "Tuncay Erol", role: "approver", merchant: "demo" },
  { email: "cashier@vezne.test", name: "Merve Şen", role: "cashier", merchant: "demo" },
  { email: "support@vezne.test", name: "Burcu Tan", role: "support", merchant: "demo" },
  { email: "auditor@vezne.test", name: "Halil İnan", role: "auditor", merchant: "demo" },
  { email: "developer@vezne.test", name: "Defne Uslu", role: "developer", merchant: "demo" },
  { email: "owner@other.test", name: "Levent Kara", role: "owner", merchant: "other" },
];

export const DEMO_MERCHANTS = [
  {
    slug: "demo",
    name: "Demo Elektronik",
    descriptor: "DEMO ELEKTRONIK",
    phone: "0216 555 01 42",
    branches: ["Kadıköy", "Beşiktaş"],
  },
  {
    slug: "other",
    name: "Öteki Kitabevi",
    descriptor: "OTEKI KITABEVI",
    phone: "0312 555 01 77",
    branches: ["Kızılay"],
  },
] as const;

type DemoAccount = {
  key: string;
  provider: "paynet" | "paywall";
  merchant: "demo" | "other";
  label: string;
  /** What `sealed_secret` opens to. */
  secret: string;
  /** The end of the key that screens show. */
  last4: string;
  webhookSecret?: string;
  /** How a card reaches the provider on our own page; absent: on the provider's page. */
  cardEntry?: "browser_token" | "server_card_entry";
  isDefault: boolean;
};

const paynet = (key: string) => ({
  provider: "paynet" as const,
  secret: JSON.stringify({ secret_key: `sck_sandbox_${key}`, publishable_key: `pbk_sandbox_${key}` }),
  last4: key.slice(-4),
});

const paywall = (key: string, hashKeys: Record<string, string>) => ({
  provider: "paywall" as const,
  label: "Paywall",
  secret: JSON.stringify({
    public_key: `pwpub_sandbox_${key}`,
    public_client: `pwpubclient_sandbox_${key}`,
    private_key: `pwprv_sandbox_${key}`,
    private_client: `pwprvclient_sandbox_${key}`,
    hash_keys: hashKeys,
  }),
  last4: key.slice(-4),
  isDefault: false,
});

const PAYWALL_HASH_KEYS = {
  three_d: "pwhash_3d_sandbox_demo",
  link: "pwhash_link_sandbox_demo",
  page: "pwhash_page_sandbox_demo",
  system: "pwhash_system_sandbox_demo",
};

/** Sandbox accounts (contract 5). `signed` demands the signature and knows its addresses. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  {
    key: "demo",
    merchant: "demo",
    label: "Paynet",
    isDefault: true,
    cardEntry: "server_card_entry",
    ...paynet("demo"),
  },
  {
    key: "signed",
    merchant: "demo",
    label: "Paynet (imzalı)",
    webhookSecret: "whsec_sandbox_signed",
    isDefault: false,
    ...paynet("signed"),
  },
  { key: "other", merchant: "other", label: "Paynet", isDefault: true, ...paynet("other") },
  { key: "paywall", merchant: "demo", cardEntry: "browser_token", ...paywall("demo", PAYWALL_HASH_KEYS) },
  { key: "paywall-other", merchant: "other", ...paywall("other", {}) },
];
