import { refuse } from "../protocol/refusal";
import type { PaywallCall } from "../service";
import type { PaywallMember } from "./records";

type Asked = Pick<PaywallCall, "world" | "account">;

/** The members of the caller's account that were not deleted, oldest first. */
export function membersOf({ world, account }: Asked): PaywallMember[] {
  return world.truth.all("pwMember").filter((member) => member.account === account.name && !member.deleted);
}

export function memberNumbered(call: Asked, memberId: number): PaywallMember | undefined {
  return membersOf(call).find((member) => member.memberId === memberId);
}

/** The member a call names. @throws PaywallRefusal 198 for one that nobody made here */
export function requiredMember(call: Asked, by: { memberId: number | null; externalId: string }): PaywallMember {
  const found =
    by.memberId === null || by.memberId === 0
      ? membersOf(call).find((member) => by.externalId !== "" && member.externalId === by.externalId)
      : memberNumbered(call, by.memberId);
  if (found === undefined) throw refuse("member_not_found", "Üye bulunamadı");
  return found;
}

/** `memberid` or `memberexternalid` of a GET. */
export function memberOfHeaders(call: PaywallCall): PaywallMember {
  const header = (name: string) => String(call.headers[name] ?? "").trim();
  const number = header("memberid");
  if (number !== "" && !/^\d{1,9}$/.test(number)) throw refuse("malformed", "memberid geçersiz");
  return requiredMember(call, {
    memberId: number === "" ? null : Number(number),
    externalId: header("memberexternalid"),
  });
}

export function changeMember({ world }: Asked, member: PaywallMember, change: Partial<PaywallMember>): PaywallMember {
  const changed = { ...member, ...change, updatedAt: world.clock.now() };
  world.truth.put("pwMember", changed);
  return changed;
}
