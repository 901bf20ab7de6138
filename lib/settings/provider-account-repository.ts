import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { providerAccounts } from "@/db/schema/merchants";
import type { Tx } from "@/db/tenancy";
import { AppError } from "@/lib/kernel/errors";
import { readAccountKeys } from "@/lib/providers/account-keys";
import type { CallRecorder } from "@/lib/providers/http-client";
import type { PaymentProvider } from "@/lib/providers/port";
import { connectProvider } from "@/lib/providers/registry";
import type { CallSubject } from "@/lib/runtime/call-recorder";
import { callRecorder } from "@/lib/runtime/call-recorder";
import type { Mode } from "@/lib/runtime/context";
import { env } from "@/lib/runtime/env";
import { unseal } from "@/lib/runtime/seal";

export type ProviderAccount = typeof providerAccounts.$inferSelect;

/** What a sealed account secret is bound to; another merchant's row cannot open it. */
export const secretContext = (merchantId: string, accountId: string) => `${merchantId}|provider_account|${accountId}`;

/** The account new work goes to: the default of this mode, of the provider asked for if one was named. */
export async function findDefaultAccount(
  tx: Tx,
  merchantId: string,
  mode: Mode,
  provider: string | undefined,
): Promise<ProviderAccount | undefined> {
  const rows = await tx
    .select()
    .from(providerAccounts)
    .where(
      and(
        eq(providerAccounts.merchantId, merchantId),
        eq(providerAccounts.mode, mode),
        provider === "paynet" || provider === "paywall" ? eq(providerAccounts.provider, provider) : undefined,
      ),
    )
    .orderBy(desc(providerAccounts.isDefault), providerAccounts.createdAt)
    .limit(1);
  return rows[0];
}

/** @throws AppError invalid_state when there is none of this mode */
export async function chooseProviderAccount(
  tx: Tx,
  merchantId: string,
  mode: Mode,
  provider: string | undefined,
): Promise<ProviderAccount> {
  const account = await findDefaultAccount(tx, merchantId, mode, provider);
  if (!account)
    throw new AppError("invalid_state", "no provider account of this mode", { reason: "no_provider_account" });
  return account;
}

/** @throws AppError not_found */
export async function readProviderAccount(tx: Tx, merchantId: string, accountId: string): Promise<ProviderAccount> {
  const rows = await tx
    .select()
    .from(providerAccounts)
    .where(and(eq(providerAccounts.merchantId, merchantId), eq(providerAccounts.id, accountId)));
  const account = rows[0];
  if (!account) throw new AppError("not_found", "no such provider account");
  return account;
}

/** How a card reaches this account's provider, and who acknowledged it where that is needed. */
export async function writeCardEntry(
  tx: Tx,
  account: ProviderAccount,
  cardEntry: ProviderAccount["cardEntry"],
  acknowledged: { by: string; at: Date } | null,
): Promise<void> {
  await tx
    .update(providerAccounts)
    .set({
      cardEntry,
      cardEntryAcknowledgedBy: acknowledged?.by ?? null,
      cardEntryAcknowledgedAt: acknowledged?.at ?? null,
    })
    .where(and(eq(providerAccounts.merchantId, account.merchantId), eq(providerAccounts.id, account.id)));
}

/** Whether payments under terms of delivery are held at the provider too. */
export async function writeEscrowMirror(
  tx: Tx,
  { merchantId, id }: ProviderAccount,
  escrowMirror: ProviderAccount["escrowMirror"],
): Promise<void> {
  await tx
    .update(providerAccounts)
    .set({ escrowMirror })
    .where(and(eq(providerAccounts.merchantId, merchantId), eq(providerAccounts.id, id)));
}

/** Opens the account's key and gives the provider behind it; every call is recorded against the subject. */
export function openProvider(
  account: ProviderAccount,
  subject: Pick<CallSubject, "subjectKind" | "subjectId">,
  /** Shorter than the default where a person's browser waits. */
  timeoutMs?: number,
  /** Only where no call leaves this process (`withRecordedAnswers`): what is not sent is not recorded. */
  recorder?: CallRecorder,
): PaymentProvider {
  const settings = env();
  return connectProvider({
    environment: account.environment,
    keys: readAccountKeys(
      account.provider,
      unseal(settings.KEK, secretContext(account.merchantId, account.id), account.sealedSecret),
    ),
    sandboxUrl: settings.SANDBOX_URL,
    timeoutMs: Math.min(timeoutMs ?? settings.PROVIDER_TIMEOUT_MS, settings.PROVIDER_TIMEOUT_MS),
    recorder:
      recorder ??
      callRecorder({
        merchantId: account.merchantId,
        mode: account.mode,
        provider: account.provider,
        accountId: account.id,
        ...subject,
      }),
  });
}
