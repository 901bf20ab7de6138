import { createHmac } from "node:crypto";
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { statements } from "@/db/client";
import { env } from "@/lib/runtime/env";
import { tokenHash } from "@/lib/runtime/token-hash";
import { signCapability } from "@/lib/webhooks/capability";
import { DEMO_ACCOUNTS, DEMO_MERCHANTS, DEMO_PASSWORD, DEMO_PEOPLE, fixedId } from "./demo-people";

const ACCESSES = ["full", "read"] as const;

function demoKey(slug: string, access: string): string {
  return `vz_test_${createHmac("sha256", env().AUTH_SECRET).update(`demo key ${slug} ${access}`).digest("base64url").slice(0, 32)}`;
}

async function storeKeys(now: Date): Promise<void> {
  const sql = statements("vezne_system");
  for (const { slug } of DEMO_MERCHANTS) {
    const owner = fixedId("usr", slug === "other" ? "owner@other.test" : "owner@vezne.test");
    for (const access of ACCESSES) {
      await sql`insert into api_keys ${sql({
        key_hash: tokenHash(demoKey(slug, access)),
        id: fixedId("key", `${slug} ${access}`),
        merchant_id: fixedId("mer", slug),
        mode: "test",
        user_id: owner,
        name: `demo ${access}`,
        access,
        created_at: now,
      })} on conflict do nothing`;
    }
  }
}

/** The address that an account's provider tells things to; it is signed for this account alone. */
export function webhookAddress(account: (typeof DEMO_ACCOUNTS)[number]): string {
  const merchantId = fixedId("mer", account.merchant);
  const id = fixedId("pa", account.key);
  const subject = { merchantId, subjectId: id, accountId: id, provider: account.provider };
  const segment = signCapability(env().CAPABILITY_KEYS, { kind: "account", ...subject });
  return `${env().APP_URL}/api/webhooks/${account.provider}-callback/${segment}`;
}

function merchantEntry(slug: string) {
  return {
    slug,
    id: fixedId("mer", slug),
    api_key: demoKey(slug, "full"),
    api_key_read: demoKey(slug, "read"),
    provider_accounts: DEMO_ACCOUNTS.filter(({ merchant }) => merchant === slug).map((account) => ({
      id: fixedId("pa", account.key),
      provider: account.provider,
      label: account.label,
      webhook_url: webhookAddress(account),
      webhook_secret: account.webhookSecret ?? null,
    })),
    agents: slug === "demo" ? ["2044", "2045"] : [],
  };
}

/** `.data/demo.json` (contract 3), readable by its owner alone. Keys follow from this installation's own secret. */
export async function writeDemoFile(now: Date): Promise<void> {
  await storeKeys(now);
  const { APP_URL, SANDBOX_URL, VEZNE_DATA_DIR } = env();
  const demo = {
    app_url: APP_URL,
    sandbox_url: SANDBOX_URL,
    merchants: DEMO_MERCHANTS.map(({ slug }) => merchantEntry(slug)),
    users: DEMO_PEOPLE.map(({ email, role, merchant }) => ({ email, password: DEMO_PASSWORD, role, merchant })),
  };
  mkdirSync(VEZNE_DATA_DIR, { recursive: true });
  const file = path.join(VEZNE_DATA_DIR, "demo.json");
  writeFileSync(`${file}.new`, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
