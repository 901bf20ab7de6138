import "server-only";
import { toJsonInteger } from "@/lib/kernel/money";
import { toBecause } from "@/lib/runtime/because-dto";
import { env } from "@/lib/runtime/env";
import { shareUrl } from "./addresses";
import type { PaylinkStatus } from "./paylink";
import type { PaylinkRecord } from "./repository";
import { PaylinkDto, type PaylinkView } from "./schemas";

/** The outside's paylink (contract 4.1). Parsed by the strict schema so that a new column can never leak. */
export function toPaylinkDto(link: PaylinkRecord): PaylinkDto {
  return PaylinkDto.parse({
    id: link.id,
    object: "paylink",
    mode: link.mode,
    created_at: link.createdAt.toISOString(),
    status: link.status as PaylinkStatus,
    review: link.review,
    url: link.providerUrl,
    share_url: shareUrl(env().APP_URL, link.shareToken),
    amount: toJsonInteger(link.amount),
    amount_paid: toJsonInteger(link.amountPaid),
    currency: link.currency,
    provider: link.provider,
    provider_id: link.providerId,
    provider_reference: link.providerReference,
    reference_no: link.referenceNo,
    uses: link.uses,
    max_uses: link.maxUses,
    expires_at: link.expiresAt.toISOString(),
    escrow: link.escrow,
    because: toBecause(link.because, link.createdAt),
    metadata: link.metadata,
    customer: { name: link.customerName, email: link.customerEmail, phone: link.customerPhone },
    note: link.note,
    agent_note: link.agentNote,
    expires_in_hours: link.expiresInHours,
    installment_key: link.installmentKey,
    add_commission: link.addCommission,
    agent_id: link.agentId,
    pos_type: link.posType,
    user_name: link.userName,
    send: [link.sendEmail ? "email" : null, link.sendSms ? "sms" : null].filter((channel) => channel !== null),
    send_confirmation_mail: link.sendConfirmationMail,
    success_url: link.successUrl,
    failure_url: link.failureUrl,
    created_by: link.createdBy,
  });
}

/** The REST object behind the dashboard's view: what a person may do here is not part of the contract. */
export function withoutActions({ allowed_actions: _actions, ...paylink }: PaylinkView): PaylinkDto {
  return paylink;
}
