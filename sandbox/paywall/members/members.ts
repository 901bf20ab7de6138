import { refuse } from "../protocol/refusal";
import type { PaywallCall, PaywallServiceAnswer } from "../service";
import { changeMember, memberOfHeaders, membersOf, requiredMember } from "./find-member";
import { MEMBER, readMember } from "./read-member";
import { showMember } from "./show-member";

function refuseTaken(call: PaywallCall, externalId: string, own?: number): void {
  const taken = membersOf(call).some((member) => member.externalId === externalId && member.memberId !== own);
  if (taken) throw refuse("member_exists", "MemberExternalId daha önce kullanılmış");
}

/** `POST member`. ASSUMPTION PAYWALL-M2: an external id is used once. */
export function createMember(call: PaywallCall): PaywallServiceAnswer {
  const said = readMember(call, call.body.expectOnly(MEMBER));
  refuseTaken(call, said.externalId);
  const memberId = call.world.truth.next("pw_member", 4_100);
  const { name } = call.account;
  const made = { insertedAt: call.world.clock.now(), updatedAt: null, deleted: false };
  const member = { id: `${name} ${memberId}`, account: name, memberId, ...said, ...made };
  call.world.truth.put("pwMember", member);
  return { body: showMember(member) };
}

/** `PUT member`: all of it again; accounts and dates only where they are sent. */
export function updateMember(call: PaywallCall): PaywallServiceAnswer {
  const { body } = call;
  const member = requiredMember(call, { memberId: body.expectOnly(`Id ${MEMBER}`).integer("Id"), externalId: "" });
  const { banks, valueDate, ...said } = readMember(call, body);
  refuseTaken(call, said.externalId, member.memberId);
  const changed = changeMember(call, member, {
    ...said,
    ...(banks.length > 0 && { banks }),
    ...(valueDate !== null && { valueDate }),
  });
  return { body: showMember(changed) };
}

/** `DELETE member` by either id. */
export function deleteMember(call: PaywallCall): PaywallServiceAnswer {
  const body = call.body.expectOnly("Id MemberExternalId");
  const by = { memberId: body.integer("Id"), externalId: body.text("MemberExternalId") };
  changeMember(call, requiredMember(call, by), { deleted: true });
  return { body: null };
}

/** `GET member`: a page of them by the headers `start` and `length`. */
export function listMembers(call: PaywallCall): PaywallServiceAnswer {
  const [start, length] = ["start", "length"].map((name) => String(call.headers[name] ?? ""));
  if (!/^\d{1,6}$/.test(start ?? "") || !/^\d{1,4}$/.test(length ?? "")) {
    throw refuse("malformed", "start ve length başlıkları zorunludur");
  }
  const page = membersOf(call).slice(Number(start), Number(start) + Number(length));
  return { body: page.map(showMember) };
}

/** `GET member/search`. */
export function searchMember(call: PaywallCall): PaywallServiceAnswer {
  return { body: showMember(memberOfHeaders(call)) };
}
