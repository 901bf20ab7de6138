import "server-only";
import { withMerchant } from "@/db/tenancy";
import { AppError } from "@/lib/kernel/errors";
import { CAPABILITIES, type Capabilities } from "@/lib/providers/capabilities";
import type { Context } from "@/lib/runtime/context";
import { findDefaultAccount } from "./provider-account-repository";

export type LinkAbilities = Capabilities["paymentLinks"];

/**
 * What the provider that new links of this mode go to can do, so that a form offers nothing it would refuse. Without any
 * account everything is offered; creating says what is missing.
 * @throws AppError forbidden
 */
export async function linkAbilities(ctx: Context): Promise<LinkAbilities> {
  if (!ctx.permissions.includes("paylinks:write")) throw new AppError("forbidden", "paylinks:write is needed");
  const account = await withMerchant(ctx.merchantId, (tx) =>
    findDefaultAccount(tx, ctx.merchantId, ctx.mode, undefined),
  );
  return CAPABILITIES[account?.provider ?? "paynet"].paymentLinks;
}
