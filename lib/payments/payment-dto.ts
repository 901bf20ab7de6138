import "server-only";
import type { attempts, payments } from "@/db/schema/payments";
import { toJsonInteger } from "@/lib/kernel/money";
import { toBecause } from "@/lib/runtime/because-dto";
import { isFinal, type PaymentStatus } from "./payment";
import { PaymentDto } from "./schemas";

type PaymentRecord = typeof payments.$inferSelect;
type AttemptRecord = typeof attempts.$inferSelect;

const minor = (value: bigint | null) => (value === null ? null : toJsonInteger(value));

function toAttempt(attempt: AttemptRecord) {
  return {
    id: attempt.id,
    status: attempt.status,
    provider: attempt.provider,
    provider_reference: attempt.providerReference,
    card: attempt.card ?? null,
    decline: attempt.decline ?? null,
    started_at: attempt.startedAt.toISOString(),
    ended_at: attempt.endedAt?.toISOString() ?? null,
  };
}

/** The outside's payment (contract 4.1). Contact data is left out for callers who may not see it in full. */
export function toPaymentDto(
  payment: PaymentRecord,
  tries: AttemptRecord[],
  { fullContact, escrowId }: { fullContact: boolean; escrowId: string | null },
): PaymentDto {
  return PaymentDto.parse({
    id: payment.id,
    object: "payment",
    mode: payment.mode,
    created_at: payment.createdAt.toISOString(),
    status: payment.status,
    is_final: isFinal(payment.status as PaymentStatus),
    review: payment.review,
    provider: payment.provider,
    channel: payment.channel,
    amount_requested: toJsonInteger(payment.amountRequested),
    installment_difference: minor(payment.installmentDifference),
    commission_added: minor(payment.commissionAdded),
    amount_authorised: minor(payment.amountAuthorised),
    amount_charged: minor(payment.amountCharged),
    commission: minor(payment.commission),
    commission_tax: minor(payment.commissionTax),
    net: minor(payment.net),
    amount_refunded: toJsonInteger(payment.amountRefunded),
    currency: payment.currency,
    installments: payment.installments,
    card: payment.card ?? null,
    customer: {
      name: payment.customerName,
      email: fullContact ? payment.customerEmail : maskEmail(payment.customerEmail),
      phone: fullContact ? payment.customerPhone : maskPhone(payment.customerPhone),
    },
    reference_no: payment.referenceNo,
    provider_reference: payment.providerReference,
    provider_refs: payment.providerRefs,
    trust: payment.trust,
    because: toBecause(payment.because, payment.createdAt),
    paylink_id: payment.paylinkId,
    checkout_id: payment.checkoutId,
    pos_session_id: payment.posSessionId,
    escrow_account_id: escrowId,
    attempts: tries.map(toAttempt),
    paid_at: payment.paidAt?.toISOString() ?? null,
    metadata: payment.metadata,
  });
}

/** `a***@d***`: enough to recognise, not enough to write to. */
export function maskEmail(email: string | null): string | null {
  const match = email === null ? null : /^(.).*@(.)/.exec(email);
  return match ? `${match[1]}***@${match[2]}***` : null;
}

/** `53* *** ** 12` */
export function maskPhone(phone: string | null): string | null {
  return phone === null ? null : `${phone.slice(0, 2)}* *** ** ${phone.slice(-2)}`;
}
