import "server-only";
import { csvLine } from "@/lib/kernel/csv";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/runtime/context";
import { listPayments } from "../queries";
import { recordPaymentsExport } from "../repository";
import type { PaymentDto, PaymentFilter } from "../schemas";

const PAGE = 1_000;
const FIELDS = [
  "id",
  "created_at",
  "paid_at",
  "status",
  "review",
  "provider",
  "channel",
  "reference_no",
  "provider_reference",
  "amount_requested",
  "amount_charged",
  "commission",
  "commission_tax",
  "net",
  "amount_refunded",
  "currency",
  "installments",
] as const satisfies readonly (keyof PaymentDto)[];
const MORE = ["customer_name", "customer_email", "customer_phone", "card_last4", "decline_code"];

/** Amounts stay what they are in REST: minor units. */
function lineOf(payment: PaymentDto): string {
  const { customer, card, attempts } = payment;
  const declined = attempts.findLast(({ decline }) => decline !== null)?.decline?.code ?? null;
  const more = [customer.name, customer.email, customer.phone, card?.last4 ?? null, declined];
  return csvLine([...FIELDS.map((name) => payment[name]), ...more]);
}

async function* pages(ctx: Context, filter: PaymentFilter): AsyncGenerator<string> {
  // A spreadsheet takes the mark as "this is UTF-8".
  yield `\uFEFF${csvLine([...FIELDS, ...MORE])}`;
  let after = filter.starting_after;
  for (;;) {
    const next = after === undefined ? {} : { starting_after: after };
    const page = await listPayments(ctx, { ...filter, limit: PAGE, ...next });
    if (page.data.length > 0) yield page.data.map(lineOf).join("");
    if (!page.has_more) return;
    after = page.data.at(-1)?.id;
  }
}

/**
 * The payments that match as CSV, newest first, a page at a time; that it was taken is written to the log. Amounts in minor
 * units; contacts as their reader may see them. @throws AppError forbidden without `payments:read` and `exports:run`
 */
export async function exportPayments(ctx: Context, filter: PaymentFilter): Promise<AsyncGenerator<string>> {
  for (const permission of ["payments:read", "exports:run"] as const) {
    if (!ctx.permissions.includes(permission)) throw new AppError("forbidden", `${permission} is needed`);
  }
  await recordPaymentsExport(ctx, filter);
  return pages(ctx, filter);
}
