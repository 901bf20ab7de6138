import { decimal } from "../protocol/amounts";
import { localMoment } from "../protocol/dates";
import type { PaywallBankAccount, PaywallMember, PaywallValueDate } from "./records";

/** Of a moment that never was. */
const NEVER = "0001-01-01T00:00:00";

export const showBank = ({ id, currencyId, title, iban }: PaywallBankAccount) => ({
  Id: id,
  CurrencyId: currencyId,
  Currency: currencyId === 1 ? "TRY" : String(currencyId),
  Title: title,
  Iban: iban,
});

export const showValueDate = (rule: PaywallValueDate | null) =>
  rule && {
    Id: rule.id,
    CalculationType: rule.type,
    CalculationValue: rule.value,
    Commission: decimal(rule.commission),
  };

/** Every second sign of a number that names a person or a company. */
const starred = (text: string) => text.replace(/.(.)/g, "*$1");

/** A member as the provider answers it; its tax number is half hidden. */
export function showMember(member: PaywallMember): Record<string, unknown> {
  const { texts } = member;
  return {
    Id: member.memberId,
    IsSubMerchant: member.isSubMerchant,
    MemberType: member.type,
    MemberExternalId: member.externalId,
    ...texts,
    MemberTaxNumber: starred(texts.MemberTaxNumber ?? ""),
    MemberIdentityNumber: starred(texts.MemberIdentityNumber ?? ""),
    BankAccounts: member.banks.map(showBank),
    ValueDate: showValueDate(member.valueDate),
    InsertDateTime: localMoment(member.insertedAt),
    UpdateDateTime: member.updatedAt === null ? NEVER : localMoment(member.updatedAt),
  };
}
