import "server-only";
import { toJsonInteger } from "@/lib/kernel/money";
import { toBecause } from "@/lib/runtime/because-dto";
import { env } from "@/lib/runtime/env";
import type { CheckoutRecord } from "./repository";
import { CheckoutDto, type CheckoutView } from "./schemas";

/** The outside's checkout (contract 4.1). Parsed by the strict schema so that a new column can never leak. */
export function toCheckoutDto(checkout: CheckoutRecord, providerSessionId: string | null): CheckoutDto {
  return CheckoutDto.parse({
    id: checkout.id,
    object: "checkout",
    mode: checkout.mode,
    created_at: checkout.createdAt.toISOString(),
    status: checkout.status,
    because: toBecause(checkout.because, checkout.createdAt),
    url: `${env().APP_URL}/pay/${checkout.shareToken}`,
    amount: toJsonInteger(checkout.amount),
    currency: checkout.currency,
    provider: checkout.provider,
    payment_id: checkout.paymentId,
    provider_session_id: providerSessionId,
    description: checkout.description,
    customer: { name: checkout.customerName, email: checkout.customerEmail, phone: checkout.customerPhone },
    items: checkout.items,
    capture: checkout.capture,
    installments: { max: checkout.maxInstallments, payer_bears_difference: checkout.payerBearsDifference },
    expires_at: checkout.expiresAt.toISOString(),
    closed_at: checkout.closedAt?.toISOString() ?? null,
    success_url: checkout.successUrl,
    failure_url: checkout.failureUrl,
    reference_no: checkout.referenceNo,
    escrow: checkout.escrow,
    metadata: checkout.metadata,
    created_by: checkout.createdBy,
  });
}

/** The REST object behind the dashboard's view: what a person may do here is not part of the contract. */
export function withoutActions({ allowed_actions: _actions, ...checkout }: CheckoutView): CheckoutDto {
  return checkout;
}
