import { refuse } from "../protocol/refusal";
import type { PaywallCall, PaywallServiceAnswer } from "../service";
import { changeMember, memberOfHeaders, membersOf, requiredMember } from "./find-member";
import { readBank, readValueDate, VALUE_DATE } from "./read-member";
import type { PaywallMember } from "./records";
import { showBank, showValueDate } from "./show-member";

const BANK = "CurrencyId Title Iban";

/** `POST member/bankaccount`. */
export function addBank(call: PaywallCall): PaywallServiceAnswer {
  const body = call.body.expectOnly(`MemberId ${BANK}`);
  const member = requiredMember(call, { memberId: body.integer("MemberId"), externalId: "" });
  const bank = readBank(call, body);
  changeMember(call, member, { banks: [...member.banks, bank] });
  return { body: showBank(bank) };
}

function namedBank(call: PaywallCall): { member: PaywallMember; id: number } {
  const id = call.body.integer("Id", "bank_not_found") ?? 0;
  const member = membersOf(call).find(({ banks }) => banks.some((bank) => bank.id === id));
  if (member === undefined) throw refuse("bank_not_found", "Banka hesabı bulunamadı");
  return { member, id };
}

/** `PUT member/bankaccount`: the same account with other particulars. */
export function updateBank(call: PaywallCall): PaywallServiceAnswer {
  const { member, id } = namedBank(call);
  const bank = { ...readBank(call, call.body.expectOnly(`Id MemberId ${BANK}`)), id };
  changeMember(call, member, { banks: member.banks.map((known) => (known.id === id ? bank : known)) });
  return { body: showBank(bank) };
}

/** `DELETE member/bankaccount`. */
export function deleteBank(call: PaywallCall): PaywallServiceAnswer {
  const { member, id } = namedBank(call);
  changeMember(call, member, { banks: member.banks.filter((bank) => bank.id !== id) });
  return { body: null };
}

/** `GET member/bankaccount`. */
export function listBanks(call: PaywallCall): PaywallServiceAnswer {
  return { body: memberOfHeaders(call).banks.map(showBank) };
}

/** `POST member/valuedate`: makes the rule or replaces it. */
export function setValueDate(call: PaywallCall): PaywallServiceAnswer {
  const body = call.body.expectOnly(`MemberId ${VALUE_DATE}`);
  const member = requiredMember(call, { memberId: body.integer("MemberId"), externalId: "" });
  changeMember(call, member, { valueDate: readValueDate(call, body) });
  return { body: null };
}

/** `GET member/valuedate`. */
export function showMemberValueDate(call: PaywallCall): PaywallServiceAnswer {
  return { body: showValueDate(memberOfHeaders(call).valueDate) };
}
