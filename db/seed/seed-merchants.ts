import { statements } from "@/db/client";
import { hashPassword } from "@/lib/auth/check-password.system";
import { foldEmail } from "@/lib/auth/fold-email";
import { CAPABILITIES } from "@/lib/providers/capabilities";
import { env } from "@/lib/runtime/env";
import { seal } from "@/lib/runtime/seal";
import { secretContext } from "@/lib/settings/provider-account-repository";
import { webhookSecretContext } from "@/lib/webhooks/account-policy.system";
import { DEMO_ACCOUNTS, DEMO_MERCHANTS, DEMO_PASSWORD, DEMO_PEOPLE, fixedId } from "./demo-people";

const LIMIT = 500_000n;
const OWNER = "owner@vezne.test";

function cardEntryOf({ cardEntry }: (typeof DEMO_ACCOUNTS)[number], now: Date) {
  const acknowledged = cardEntry === "server_card_entry";
  return {
    card_entry: cardEntry ?? "redirect",
    card_entry_acknowledged_by: acknowledged ? fixedId("usr", OWNER) : null,
    card_entry_acknowledged_at: acknowledged ? now : null,
  };
}

async function seedAccounts(merchant: string, now: Date, nextSweepAt: Date): Promise<void> {
  const sql = statements("vezne_system");
  const merchantId = fixedId("mer", merchant);
  for (const account of DEMO_ACCOUNTS.filter((candidate) => candidate.merchant === merchant)) {
    const id = fixedId("pa", account.key);
    const { KEK } = env();
    const secrets =
      account.webhookSecret === undefined
        ? []
        : [seal(KEK, webhookSecretContext(merchantId, id), account.webhookSecret)];
    await sql`insert into provider_accounts ${sql({
      merchant_id: merchantId,
      id,
      mode: "test",
      environment: "sandbox",
      provider: account.provider,
      label: account.label,
      is_default: account.isDefault ? "yes" : "no",
      sealed_secret: seal(KEK, secretContext(merchantId, id), account.secret),
      secret_last4: account.last4,
      allowlist: account.webhookSecret === undefined ? [] : ["127.0.0.1", "::1"],
      allowlist_mode: account.webhookSecret === undefined ? "off" : "monitor",
      ...cardEntryOf(account, now),
      sealed_webhook_secrets: secrets,
      signature_required: account.webhookSecret === undefined ? "no" : "yes",
      // A provider without lists has nothing to sweep; its payments are found by name.
      // The first comparison is made at once, so that the board has something to show.
      next_reconciliation_at: CAPABILITIES[account.provider].lists ? now : null,
      next_sweep_at: CAPABILITIES[account.provider].lists ? nextSweepAt : null,
      created_at: now,
    })}`;
  }
}

/** Merchants, branches, provider accounts, people and their roles, as they have stood since `now`. */
export async function seedMerchants(now: Date, nextSweepAt: Date): Promise<void> {
  const sql = statements("vezne_system");
  for (const { branches, ...merchant } of DEMO_MERCHANTS) {
    const merchantId = fixedId("mer", merchant.slug);
    await sql`insert into merchants ${sql({
      merchant_id: merchantId,
      ...merchant,
      refund_limit: LIMIT.toString(),
      release_limit: LIMIT.toString(),
      created_at: now,
    })}`;
    for (const name of branches) {
      await sql`insert into branches ${sql({ merchant_id: merchantId, id: fixedId("br", name), name, created_at: now })}`;
    }
    await seedAccounts(merchant.slug, now, nextSweepAt);
  }
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  for (const person of DEMO_PEOPLE) {
    const userId = fixedId("usr", person.email);
    await sql`insert into users ${sql({
      id: userId,
      email: person.email,
      email_folded: foldEmail(person.email),
      name: person.name,
      password_hash: passwordHash,
      locale: "tr",
      created_at: now,
    })}`;
    await sql`insert into memberships ${sql({
      merchant_id: fixedId("mer", person.merchant),
      user_id: userId,
      role: person.role,
      created_at: now,
    })}`;
  }
}
