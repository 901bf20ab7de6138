import "server-only";
import type { MemberLookup, MemberOutcome, NewMember } from "../../marketplace";
import { toShareNumber } from "../amounts";
import { callPaywall, type PaywallConnection } from "../client";
import { TRY } from "../mapping";
import { whyOf } from "../queries";
import { MemberBody } from "./wire";

const CREATE = {
  service: "member",
  method: "POST",
  path: "api/paywall/member",
  retryClass: "query-then-repeat",
  answer: MemberBody,
} as const;
const SEARCH = {
  service: "member",
  method: "GET",
  path: "api/paywall/member/search",
  retryClass: "repeatable",
  answer: MemberBody,
} as const;

const KINDS = { person: 1, sole_trader: 2, company: 3 } as const;
const NO_MEMBER = 198;

/** The rule's number and its value: 1 days later, 2 a weekday, 3 a day of the month. */
function toRule(on: NonNullable<NewMember["payout"]>["on"]): [number, number] {
  if ("daysLater" in on) return [1, on.daysLater];
  return "weekday" in on ? [2, on.weekday] : [3, on.dayOfMonth];
}

function toPayout({ account, payout }: NewMember) {
  const [CalculationType, CalculationValue] = payout === undefined ? [] : toRule(payout.on);
  return {
    ...(account && { BankAccounts: [{ CurrencyId: TRY, Title: account.title, Iban: account.iban }] }),
    ...(payout && {
      ValueDate: {
        CalculationType,
        CalculationValue,
        Commission: toShareNumber(BigInt(payout.commissionBasisPoints)),
      },
    }),
  };
}

/** Makes a seller. 227 "exists already" is unknown: it may be ours, from an answer that was lost. */
export async function createMember(connection: PaywallConnection, member: NewMember): Promise<MemberOutcome> {
  const answer = await callPaywall(connection, CREATE, {
    IsSubMerchant: true,
    MemberType: KINDS[member.kind],
    MemberExternalId: member.externalId,
    MemberName: member.name,
    MemberTitle: member.title,
    MemberTaxOffice: member.taxOffice ?? "",
    MemberTaxNumber: member.taxNumber ?? "",
    MemberIdentityNumber: member.identityNumber ?? "",
    MemberEmail: member.email,
    MemberPhone: member.phone,
    MemberAddress: member.address,
    ContactName: member.contact?.name ?? "",
    ContactLastname: member.contact?.surname ?? "",
    ...toPayout(member),
  });
  const { callId } = answer;
  if (answer.kind === "refused")
    return { kind: "rejected", code: String(answer.code), message: answer.message, callId };
  if (answer.kind !== "ok") return { kind: "unknown", why: whyOf(answer) };
  const isOurs = answer.body.MemberExternalId === member.externalId;
  return isOurs ? { kind: "created", member: answer.body.Id, callId } : { kind: "unknown", why: "another_member" };
}

/** The seller of our own id. */
export async function findMember(connection: PaywallConnection, externalId: string): Promise<MemberLookup> {
  const answer = await callPaywall(connection, SEARCH, { memberexternalid: externalId });
  if (answer.kind === "absent" || (answer.kind === "refused" && answer.code === NO_MEMBER)) return { kind: "absent" };
  if (answer.kind !== "ok") return { kind: "unknown", why: whyOf(answer) };
  const { Id, MemberExternalId, MemberName, BankAccounts, ValueDate } = answer.body;
  if (MemberExternalId !== externalId) return { kind: "unknown", why: "another_member" };
  return {
    kind: "found",
    member: Id,
    name: MemberName ?? "",
    hasAccount: (BankAccounts?.length ?? 0) > 0,
    hasPayoutRule: ValueDate !== null && ValueDate !== undefined,
  };
}
