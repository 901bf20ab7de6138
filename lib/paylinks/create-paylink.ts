import "server-only";
import { isDeepStrictEqual } from "node:util";
import { frozenTerms } from "@/lib/escrow/freeze-terms";
import { addHours } from "@/lib/kernel/clock";
import { AppError } from "@/lib/kernel/errors";
import { newReferenceSuffix, newToken } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import { capabilitiesOf, wishesBeyond } from "@/lib/providers/capabilities";
import type { LinkOutcome, LinkRequest } from "@/lib/providers/port";
import { actorRecord } from "@/lib/runtime/context";
import { env } from "@/lib/runtime/env";
import { becauseOf, recordChange } from "@/lib/runtime/record-change";
import { tokenHash } from "@/lib/runtime/token-hash";
import { defineUseCase, type Scope } from "@/lib/runtime/use-case";
import { chooseProviderAccount, openProvider, type ProviderAccount } from "@/lib/settings/provider-account-repository";
import { providerAddresses } from "./addresses";
import { providerReferenceFor, secondsToNextLook } from "./paylink";
import { toPaylinkDto } from "./paylink-dto";
import {
  insertPaylink,
  insertShareToken,
  movePaylink,
  type PaylinkRecord,
  patchPaylink,
  readPaylink,
} from "./repository";
import { CreatePaylinkInput, type PaylinkDto } from "./schemas";

/** Longer than a provider call may take: until then the call itself owns the link. */
const FIRST_LOOKUP_SECONDS = 60;
const LOOKUP_AFTER_UNKNOWN_SECONDS = 3;

const inSeconds = (from: Date, seconds: number) => new Date(from.getTime() + seconds * 1000);

function draftRow(scope: Scope, input: CreatePaylinkInput, account: ProviderAccount) {
  const now = scope.now();
  return {
    merchantId: scope.merchantId,
    id: scope.commandId("paylink"),
    mode: scope.mode,
    providerAccountId: account.id,
    provider: account.provider,
    status: "creating",
    because: becauseOf("link_being_created", scope.actor, now),
    amount: input.amount,
    amountPaid: 0n,
    currency: input.currency,
    customerName: input.customer.name,
    customerEmail: input.customer.email,
    customerPhone: input.customer.phone,
    note: input.note,
    agentNote: input.agent_note,
    referenceNo: input.reference_no,
    providerReference: providerReferenceFor(input.reference_no, newReferenceSuffix()),
    shareToken: newToken(),
    agentId: input.agent_id,
    posType: input.pos_type,
    userName: input.user_name,
    installmentKey: input.installment_key,
    addCommission: input.add_commission,
    sendEmail: input.send.includes("email"),
    sendSms: input.send.includes("sms"),
    sendConfirmationMail: input.send_confirmation_mail,
    successUrl: input.success_url,
    failureUrl: input.failure_url,
    expiresInHours: input.expires_in_hours,
    expiresAt: addHours(now, input.expires_in_hours),
    maxUses: input.max_uses,
    uses: 0,
    escrow: frozenTerms(input.escrow),
    metadata: input.metadata,
    createdBy: "userId" in scope.actor ? scope.actor.userId : actorRecord(scope.actor).id,
    createdAt: now,
    updatedAt: now,
    nextCheckAt: inSeconds(now, FIRST_LOOKUP_SECONDS),
    checkStep: 0,
    absentAnswers: 0,
  };
}

/** What the caller decided about a link; the rest we made up ourselves. */
const REQUESTED = [
  "amount",
  "currency",
  "customerName",
  "customerEmail",
  "customerPhone",
  "note",
  "agentNote",
  "referenceNo",
  "agentId",
  "posType",
  "userName",
  "installmentKey",
  "addCommission",
  "sendEmail",
  "sendSms",
  "sendConfirmationMail",
  "successUrl",
  "failureUrl",
  "expiresInHours",
  "maxUses",
  "escrow",
  "metadata",
] as const;

/** The link this command made before. @throws AppError idempotency_mismatch when it now asks for another one */
function sameRequest(known: PaylinkRecord, row: ReturnType<typeof draftRow>): PaylinkRecord {
  if (REQUESTED.every((name) => isDeepStrictEqual(known[name] ?? undefined, row[name] ?? undefined))) return known;
  throw new AppError("idempotency_mismatch", "this command made another link before", { paylink_id: known.id });
}

/** Intent first: the row, its address, the audit and the lookup that owns it are committed before any call. */
async function writeIntent(scope: Scope, input: CreatePaylinkInput) {
  return scope.transact(async (tx) => {
    const account = await chooseProviderAccount(tx, scope.merchantId, scope.mode, input.provider);
    const beyond = wishesBeyond(account.provider, input);
    if (beyond.length > 0) {
      throw new AppError("invalid_input", `${account.provider} cannot make such a link`, {
        errors: beyond.map((path) => ({ path, message: "provider_cannot_do_this" })),
      });
    }
    const row = draftRow(scope, input, account);
    const draft = await insertPaylink(tx, row);
    if (!draft) return { known: sameRequest(await readPaylink(tx, scope.merchantId, row.id), row) };
    await insertShareToken(tx, {
      tokenHash: tokenHash(draft.shareToken),
      merchantId: scope.merchantId,
      subjectKind: "paylink",
      subjectId: draft.id,
      createdAt: scope.now(),
    });
    await recordChange(tx, { ...changeOf(scope, draft), action: "paylink.creating", from: null, to: "creating" });
    return { draft, account };
  });
}

const changeOf = (scope: Scope, link: PaylinkRecord) => ({
  merchantId: link.merchantId,
  mode: scope.mode,
  actor: scope.actor,
  subjectKind: "paylink" as const,
  subjectId: link.id,
  paylinkId: link.id,
  paymentId: null,
});

function toLinkRequest(link: PaylinkRecord): LinkRequest {
  const settings = env();
  const addresses = providerAddresses({ appUrl: settings.APP_URL, capabilityKeys: settings.CAPABILITY_KEYS }, link);
  return {
    reference: link.providerReference,
    price: money(link.amount, "TRY"),
    payerName: link.customerName,
    ...(link.customerEmail === null ? {} : { email: link.customerEmail }),
    ...(link.customerPhone === null ? {} : { phone: link.customerPhone }),
    sendEmail: link.sendEmail,
    sendSms: link.sendSms,
    validHours: link.expiresInHours,
    ...(link.note === null ? {} : { note: link.note }),
    ...(link.agentNote === null ? {} : { agentNote: link.agentNote }),
    ...(link.agentId === null ? {} : { agentId: link.agentId }),
    ...(link.posType === null ? {} : { posType: link.posType }),
    ...(link.userName === null ? {} : { userName: link.userName }),
    ...(link.installmentKey === null ? {} : { installmentKey: link.installmentKey }),
    addCommission: link.addCommission,
    manyUses: link.maxUses > 1,
    sendConfirmationMail: link.sendConfirmationMail,
    ...addresses,
  };
}

const firstLook = (link: PaylinkRecord, now: Date) => inSeconds(now, secondsToNextLook(link, now) ?? 0);

async function settle(scope: Scope, draft: PaylinkRecord, outcome: LinkOutcome): Promise<PaylinkRecord> {
  const now = scope.now();
  return scope.transact(async (tx) => {
    if (outcome.kind === "unknown") {
      const nextCheckAt = inSeconds(now, LOOKUP_AFTER_UNKNOWN_SECONDS);
      const because = becauseOf("create_answer_lost", scope.actor, now, outcome.why);
      await patchPaylink(tx, draft, { nextCheckAt, because, updatedAt: now });
      return { ...draft, because };
    }
    const created = outcome.kind === "created";
    const to = created ? "active" : "failed";
    const moved = await movePaylink(tx, draft, "creating", to, {
      because: created
        ? becauseOf("provider_created_link", scope.actor, now)
        : becauseOf("provider_refused_link", scope.actor, now, `${outcome.code} ${outcome.message}`.trim()),
      ...(created ? { providerId: outcome.providerId, providerUrl: outcome.url } : {}),
      nextCheckAt:
        created && !capabilitiesOf(draft.provider).lists ? firstLook({ ...draft, status: "active" }, now) : null,
      updatedAt: now,
    });
    if (!moved) return draft;
    const data = created ? { provider_id: outcome.providerId } : { code: outcome.code, message: outcome.message };
    await recordChange(tx, { ...changeOf(scope, draft), action: `paylink.${to}`, from: "creating", to, data });
    return moved;
  });
}

function refused(link: PaylinkRecord, code: string, message: string): AppError {
  return new AppError("provider_rejected", "the provider refused the link", {
    paylink_id: link.id,
    reason: "provider_refused_link",
    provider_code: code,
    provider_message: message,
  });
}

/** The answer of a command that ran before: the link as it stands now, or the provider's refusal again. */
function answerAgain(link: PaylinkRecord): PaylinkDto {
  const { text, detail = "" } = link.because as { text?: string; detail?: string };
  if (text === "provider_refused_link") {
    const [code = "", ...words] = detail.split(" ");
    throw refused(link, code, words.join(" "));
  }
  return toPaylinkDto(link);
}

/**
 * Creates a paylink: intent, one provider call that is never blindly repeated, outcome.
 * A lost answer leaves it `creating`, owned by the lookup job.
 * @throws AppError provider_rejected (with paylink_id), invalid_input, forbidden
 */
export const createPaylink = defineUseCase({
  name: "paylink.create",
  permission: "paylinks:write",
  input: CreatePaylinkInput,
  async run(scope, input): Promise<PaylinkDto> {
    const intent = await writeIntent(scope, input);
    // The one provider call belongs to the run that wrote the intent; what it left open the lookup job owns.
    if (intent.known) return answerAgain(intent.known);
    const { draft, account } = intent;
    const provider = openProvider(account, { subjectKind: "paylink", subjectId: draft.id });
    const outcome = await provider.createPaymentLink(toLinkRequest(draft));
    const settled = await settle(scope, draft, outcome);
    if (outcome.kind === "rejected") throw refused(draft, outcome.code, outcome.message);
    return toPaylinkDto(settled);
  },
});
