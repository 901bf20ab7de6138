import "server-only";
import { and, asc, desc, eq } from "drizzle-orm";
import { providerAccounts } from "@/db/schema/merchants";
import { withMerchant } from "@/db/tenancy";
import { AppError } from "@/lib/kernel/errors";
import { CAPABILITIES } from "@/lib/providers/capabilities";
import type { Context } from "@/lib/runtime/context";
import { env } from "@/lib/runtime/env";
import { signCapability } from "@/lib/webhooks/capability";

export type CardEntry = "redirect" | "browser_token" | "server_card_entry";

/** A provider account as the settings show it: never its key, only the key's last digits. */
export type AccountView = {
  id: string;
  provider: "paynet" | "paywall";
  environment: "sandbox" | "provider_test" | "live";
  label: string;
  is_default: boolean;
  key_last4: string;
  allowlist: string[];
  allowlist_mode: "off" | "monitor" | "enforce";
  signature_required: boolean;
  /** Signing secrets that are alive; two while one is rolled. */
  signing_keys: number;
  /** For the provider's panel; null for those who could not enter it there. It never expires. */
  webhook_url: string | null;
  card_entry: CardEntry;
  /** What this provider can do; the others cannot be chosen. */
  card_entries: CardEntry[];
  acknowledged: { by: string; at: string } | null;
  /** Payments under terms of delivery are held at the provider too. */
  escrow_mirror: boolean;
  /** When this provider last answered us. */
  last_answer_at: string | null;
};

const ADDRESS_READERS = ["provider-accounts:write", "developer:read"] as const;

/** Whoever knows it may say that something happened at the provider; what happened is asked there. */
function webhookUrl({ provider, merchantId, id }: typeof providerAccounts.$inferSelect): string {
  const capability = { kind: "account", provider, merchantId, subjectId: id, accountId: id } as const;
  return `${env().APP_URL}/api/webhooks/${provider}-callback/${signCapability(env().CAPABILITY_KEYS, capability)}`;
}

/** The accounts of the mode, the default first. @throws AppError forbidden */
export async function listProviderAccounts(ctx: Context): Promise<AccountView[]> {
  if (!ctx.permissions.includes("payments:read-all")) throw new AppError("forbidden", "payments:read-all is needed");
  const rows = await withMerchant(ctx.merchantId, (tx) =>
    tx
      .select()
      .from(providerAccounts)
      .where(and(eq(providerAccounts.merchantId, ctx.merchantId), eq(providerAccounts.mode, ctx.mode)))
      .orderBy(desc(providerAccounts.isDefault), asc(providerAccounts.createdAt), asc(providerAccounts.id)),
  );
  const seesAddress = ADDRESS_READERS.some((permission) => ctx.permissions.includes(permission));
  return rows.map((row) => {
    const can = CAPABILITIES[row.provider].cardEntry;
    const by = row.cardEntryAcknowledgedBy;
    return {
      id: row.id,
      provider: row.provider,
      environment: row.environment,
      label: row.label,
      is_default: row.isDefault === "yes",
      key_last4: row.secretLast4,
      allowlist: row.allowlist,
      allowlist_mode: row.allowlistMode,
      signature_required: row.signatureRequired === "yes",
      signing_keys: row.sealedWebhookSecrets.length,
      webhook_url: seesAddress ? webhookUrl(row) : null,
      card_entry: row.cardEntry,
      card_entries: [
        "redirect",
        ...(can.browserToken ? (["browser_token"] as const) : []),
        ...(can.serverCard ? (["server_card_entry"] as const) : []),
      ],
      acknowledged:
        by === null || row.cardEntryAcknowledgedAt === null
          ? null
          : { by, at: row.cardEntryAcknowledgedAt.toISOString() },
      escrow_mirror: row.escrowMirror === "on",
      last_answer_at: row.lastAnswerAt?.toISOString() ?? null,
    };
  });
}
