import "server-only";
import { isValidIBAN } from "ibantools";
import { withMerchant } from "@/db/tenancy";
import { AppError } from "@/lib/kernel/errors";
import { CAPABILITIES } from "@/lib/providers/capabilities";
import type { MarketplaceProvider, MemberLookup, MemberOutcome, NewMember } from "@/lib/providers/marketplace";
import { recordChange } from "@/lib/runtime/record-change";
import { defineUseCase, type Scope } from "@/lib/runtime/use-case";
import { openProvider, type ProviderAccount, readProviderAccount } from "../provider-account-repository";
import { toMemberDto } from "./member-dto";
import { insertMember, type Member, readMember, reopenMember, settleMember } from "./repository";
import { AddMemberInput, type MemberDto, MemberIdInput } from "./schemas";

/** The provider's name of a seller: ours, so that a lost answer finds it again. */
const externalId = ({ id }: Pick<Member, "id">) => id;

function marketplaceOf(account: ProviderAccount, memberId: string): MarketplaceProvider {
  const { marketplace } = openProvider(account, { subjectKind: "member", subjectId: memberId });
  if (marketplace !== undefined && CAPABILITIES[account.provider].hold === "products") return marketplace;
  throw new AppError("invalid_state", "this provider has no sellers", { reason: "provider_has_no_sellers" });
}

function toNewMember(input: AddMemberInput, id: string): NewMember {
  return {
    externalId: id,
    kind: input.kind,
    name: input.name,
    title: input.name,
    ...(input.kind === "person" ? {} : { taxOffice: input.tax_office, taxNumber: input.tax_number }),
    ...(input.kind === "company"
      ? {}
      : { identityNumber: input.identity_number, contact: { name: input.name, surname: input.surname } }),
    email: input.email,
    phone: input.phone,
    address: input.address,
    account: { title: input.name, iban: input.iban },
    payout: { on: { daysLater: input.pay_after_days }, commissionBasisPoints: 0 },
  };
}

type Ending = Pick<Member, "status" | "memberNumber" | "detail">;

function endingOf(outcome: MemberOutcome | MemberLookup): Ending {
  if (outcome.kind === "created" || outcome.kind === "found") {
    return { status: "made", memberNumber: outcome.member, detail: null };
  }
  if (outcome.kind === "rejected") {
    return { status: "refused", memberNumber: null, detail: `${outcome.code} ${outcome.message}`.trim() };
  }
  // Absent after a lost answer: it may be on its way, so a person asks again before it is wished for anew.
  if (outcome.kind === "absent") return { status: "refused", memberNumber: null, detail: "not_there" };
  return { status: "unknown", memberNumber: null, detail: outcome.why };
}

async function end(scope: Scope, member: Member, outcome: MemberOutcome | MemberLookup): Promise<MemberDto> {
  const ending = { ...endingOf(outcome), updatedAt: scope.now() };
  await scope.transact(async (tx) => {
    await settleMember(tx, member, ending);
    await recordChange(tx, {
      merchantId: scope.merchantId,
      mode: member.mode,
      actor: scope.actor,
      action: "provider_account.member",
      subjectKind: "provider_account",
      subjectId: member.providerAccountId,
      paylinkId: null,
      paymentId: null,
      from: null,
      to: null,
      data: { member_id: member.id, name: member.name, after: ending.status, member_number: ending.memberNumber },
    });
  });
  return toMemberDto({ ...member, ...ending });
}

/** The intent, before any call. A wish that is under way or made is answered as it stands. */
async function intend(scope: Scope, account: ProviderAccount, input: AddMemberInput) {
  const now = scope.now();
  const row = {
    merchantId: scope.merchantId,
    id: scope.commandId("member"),
    mode: account.mode,
    providerAccountId: account.id,
    iban: input.iban,
    name: input.name,
    status: "making" as const,
    createdBy: "userId" in scope.actor ? scope.actor.userId : "api",
    createdAt: now,
    updatedAt: now,
  };
  return scope.transact(async (tx) => (await insertMember(tx, row)) ?? (await reopenMember(tx, row, now)));
}

/**
 * Makes a beneficiary a seller at the provider, so that payments to this IBAN may be held there. Sent once; a lost answer
 * is `unknown` and asked about by `askMember`.
 * @throws AppError not_found, invalid_input (IBAN), invalid_state (no sellers here), conflict (known already)
 */
export const addMember = defineUseCase({
  name: "settings.add_member",
  permission: "provider-accounts:write",
  input: AddMemberInput,
  run: async (scope, input): Promise<MemberDto> => {
    if (!isValidIBAN(input.iban)) {
      throw new AppError("invalid_input", "the IBAN is not one", {
        errors: [{ path: "iban", message: "not_a_turkish_iban" }],
      });
    }
    const account = await withMerchant(scope.merchantId, (tx) =>
      readProviderAccount(tx, scope.merchantId, input.provider_account_id),
    );
    marketplaceOf(account, account.id);
    const member = await intend(scope, account, input);
    if (member === undefined) {
      throw new AppError("conflict", "this seller is known already", { reason: "member_is_known" });
    }
    const outcome = await marketplaceOf(account, member.id).createMember(toNewMember(input, externalId(member)));
    return end(scope, member, outcome);
  },
});

/** Asks the provider whether a seller whose answer was lost is there. @throws AppError not_found, invalid_state */
export const askMember = defineUseCase({
  name: "settings.ask_member",
  permission: "provider-accounts:write",
  input: MemberIdInput,
  run: async (scope, { id }): Promise<MemberDto> => {
    const found = await withMerchant(scope.merchantId, async (tx) => {
      const member = await readMember(tx, scope.merchantId, id);
      if (member === undefined || member.mode !== scope.mode) throw new AppError("not_found", "no such seller");
      return { member, account: await readProviderAccount(tx, scope.merchantId, member.providerAccountId) };
    });
    if (found.member.status === "made") return toMemberDto(found.member);
    const marketplace = marketplaceOf(found.account, id);
    return end(scope, found.member, await marketplace.findMember(externalId(found.member)));
  },
});
