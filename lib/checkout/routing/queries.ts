import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import { routingRules } from "@/db/schema/checkouts";
import { providerAccounts } from "@/db/schema/merchants";
import { withMerchant } from "@/db/tenancy";
import { AppError } from "@/lib/kernel/errors";
import { toJsonInteger } from "@/lib/kernel/money";
import type { Context } from "@/lib/runtime/context";
import { RoutingRuleDto } from "./schemas";

const minor = (value: bigint | null) => (value === null ? null : toJsonInteger(value));

/** Every rule of the mode, those in force first, each group in its order. At most 200. @throws AppError forbidden */
export async function listRoutingRules(ctx: Context): Promise<RoutingRuleDto[]> {
  if (!ctx.permissions.includes("payments:read-all")) throw new AppError("forbidden", "payments:read-all is needed");
  const rows = await withMerchant(ctx.merchantId, (tx) =>
    tx
      .select({ rule: routingRules, provider: providerAccounts.provider, label: providerAccounts.label })
      .from(routingRules)
      .innerJoin(
        providerAccounts,
        and(
          eq(providerAccounts.merchantId, routingRules.merchantId),
          eq(providerAccounts.id, routingRules.providerAccountId),
        ),
      )
      .where(and(eq(routingRules.merchantId, ctx.merchantId), eq(routingRules.mode, ctx.mode)))
      .orderBy(sql`${routingRules.validTo} is not null`, asc(routingRules.position), asc(routingRules.id))
      .limit(200),
  );
  return rows.map(({ rule, provider, label }) =>
    RoutingRuleDto.parse({
      id: rule.id,
      object: "routing_rule",
      mode: rule.mode,
      created_at: rule.createdAt.toISOString(),
      position: rule.position,
      provider_account: { id: rule.providerAccountId, provider, label },
      card_families: rule.cardFamilies,
      amount_min: minor(rule.amountMin),
      amount_max: minor(rule.amountMax),
      installments_min: rule.installmentsMin,
      installments_max: rule.installmentsMax,
      valid_from: rule.validFrom.toISOString(),
      valid_to: rule.validTo?.toISOString() ?? null,
      created_by: rule.createdBy,
    }),
  );
}
