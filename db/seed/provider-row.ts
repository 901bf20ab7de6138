import type { ProviderTransaction } from "@/lib/providers/port";
import type { DemoRow } from "./demo-facts";

const DECLINES = { declined: "insufficient_funds", "3d_failed": "three_d" } as const;

/** A row of the demo as the provider's answer to a query reads it. */
export function providerRow(row: DemoRow, reference: string, at: Date): ProviderTransaction {
  const paid = row.result === "paid";
  const charged = row.product_amount ?? row.amount;
  return {
    transactionId: row.xact_id,
    kind: "sale",
    reference,
    verdict: paid ? "captured" : "failed",
    amountCharged: charged,
    net: charged - row.commission - row.commission_tax,
    commission: row.commission,
    commissionTax: row.commission_tax,
    currency: "TRY",
    currencyText: "TRY",
    installments: row.instalment,
    card: {
      bin: row.card.masked.slice(0, 6),
      last4: row.card.masked.slice(-4),
      brand: row.card.brand.toLowerCase(),
      bank: row.card.bank_id,
      type: row.card.type === "cc" ? "credit" : "debit",
    },
    decline: paid
      ? null
      : {
          code: row.bank_error_id || "16",
          class: DECLINES[row.result === "declined" ? "declined" : "3d_failed"],
          message: row.bank_error_message || row.paynet_error_message,
        },
    occurredAt: at,
    refs: {
      xact_id: row.xact_id,
      xact: String(row.xact),
      authorization_code: row.authorization_code,
      order_id: row.order_id,
    },
  };
}
