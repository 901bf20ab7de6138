import type { Fields } from "../protocol/fields";
import { refuse } from "../protocol/refusal";
import type { PaywallCall } from "../service";
import type { PaywallBankAccount, PaywallMember, PaywallValueDate } from "./records";

const TEXTS =
  "MemberName MemberTitle MemberTaxOffice MemberTaxNumber MemberIdentityNumber MemberEmail MemberPhone MemberAddress ContactName ContactLastname";
export const MEMBER = `IsSubMerchant MemberType MemberExternalId ${TEXTS} BankAccounts ValueDate`;

const ALWAYS = ["MemberName", "MemberTitle", "MemberEmail", "MemberPhone", "MemberAddress"];
const OF_A_PERSON = ["MemberIdentityNumber", "ContactName", "ContactLastname"];
const OF_A_COMPANY = ["MemberTaxOffice", "MemberTaxNumber"];
/** 1 a person, 2 a person's company, 3 a company. */
const NEEDED: Record<number, string[]> = {
  0: ALWAYS,
  1: [...ALWAYS, ...OF_A_PERSON],
  2: [...ALWAYS, ...OF_A_PERSON, ...OF_A_COMPANY],
  3: [...ALWAYS, ...OF_A_COMPANY],
};

type Said = Pick<PaywallMember, "isSubMerchant" | "type" | "externalId" | "texts" | "banks" | "valueDate">;

/** A member as create and update send it (docs/providers/paywall.md 12.1). */
export function readMember(call: PaywallCall, body: Fields): Said {
  const isSubMerchant = body.flag("IsSubMerchant");
  const type = body.oneOf("MemberType", [0, 1, 2, 3], "member_type") ?? 0;
  if (isSubMerchant && type === 0) throw refuse("member_type", "MemberType zorunludur");
  for (const name of NEEDED[type] ?? ALWAYS) body.requiredText(name, "member_field", 250);
  const texts = Object.fromEntries(
    TEXTS.split(" ").map((name) => [name, body.text(name, 250, "member_field_invalid")]),
  );
  if (!/^[^@\s]+@[^@\s]+$/.test(texts.MemberEmail ?? "")) throw refuse("member_field_invalid", "MemberEmail geçersiz");
  const value = body.part("ValueDate");
  return {
    isSubMerchant,
    type,
    externalId: body.requiredText("MemberExternalId", "member_field", 250),
    texts,
    banks: body
      .parts("BankAccounts")
      .map((bank) => readBank(call, bank.expectOnly("Id CurrencyId Title Iban Currency"))),
    valueDate: value === null ? null : readValueDate(call, value.expectOnly(`Id ${VALUE_DATE}`)),
  };
}

/** A Turkish IBAN is "TR" and 24 digits; what its check digits say is not documented to be looked at. */
export function readBank({ world }: PaywallCall, bank: Fields): PaywallBankAccount {
  const currencyId = bank.integer("CurrencyId", "bank_field") ?? 0;
  if (currencyId < 1 || currencyId > 33) throw refuse("bank_field", "CurrencyId geçersiz");
  const iban = bank.requiredText("Iban", "bank_iban", 34).replace(/\s/g, "");
  if (!/^TR\d{24}$/.test(iban)) throw refuse("bank_iban", "Iban geçersiz");
  return {
    id: world.truth.next("pw_bank", 2_600),
    currencyId,
    title: bank.requiredText("Title", "bank_field", 250),
    iban,
  };
}

export const VALUE_DATE = "CalculationType CalculationValue Commission";
const LONGEST: Record<number, number> = { 1: 100, 2: 7, 3: 28 };

export function readValueDate({ world }: PaywallCall, rule: Fields): PaywallValueDate {
  const type = rule.oneOf("CalculationType", [1, 2, 3], "value_type");
  if (type === null) throw refuse("value_type", "CalculationType zorunludur");
  const value = rule.integer("CalculationValue", "value_day") ?? 0;
  if (value < 1 || value > (LONGEST[type] ?? 0)) throw refuse("value_day", "CalculationValue geçersiz");
  const commission = rule.money("Commission", "value_commission");
  if (commission === null || commission > 10_000n) throw refuse("value_commission", "Commission geçersiz");
  return { id: world.truth.next("pw_value_date", 1_700), type, value, commission };
}
