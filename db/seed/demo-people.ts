import { createHash } from "node:crypto";
import type { Role } from "@/lib/auth/permissions";

/** Everyone's password in the demo; it exists only where the demo may exist (contract 3). */
export const DEMO_PASSWORD = "vezne-demo-2026";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** The same id at every seeding: a prefix and 26 characters that follow from the name. */
export function fixedId(prefix: "mer" | "br" | "usr" | "pa" | "pl" | "key", name: string): string {
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

/** Sandbox accounts (contract 5). `signed` demands the signature and knows its addresses. */
export const DEMO_ACCOUNTS = [
  {
    key: "demo",
    merchant: "demo",
    label: "Paynet",
    secret: "sck_sandbox_demo",
    webhookSecret: undefined,
    isDefault: true,
  },
  {
    key: "signed",
    merchant: "demo",
    label: "Paynet (imzalı)",
    secret: "sck_sandbox_signed",
    webhookSecret: "whsec_sandbox_signed",
    isDefault: false,
  },
  {
    key: "other",
    merchant: "other",
    label: "Paynet",
    secret: "sck_sandbox_other",
    webhookSecret: undefined,
    isDefault: true,
  },
] as const;
