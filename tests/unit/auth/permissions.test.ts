import { describe, expect, it } from "vitest";
import { foldEmail } from "@/lib/auth/fold-email";
import { permissionsOf, ROLES, seesOnlyOwn } from "@/lib/auth/permissions";

describe("permission table", () => {
  it.each([
    ["paylinks:write", ["owner", "admin", "finance", "cashier"]],
    ["refunds:request", ["owner", "admin", "finance"]],
    ["escrow:release", ["owner", "finance"]],
    ["payouts:read", ["owner", "admin", "finance", "approver", "auditor"]],
    ["payouts:request", ["owner", "finance"]],
    ["payouts:approve", ["owner", "finance", "approver"]],
    ["reconciliation:read", ["owner", "admin", "finance", "approver", "auditor"]],
    ["reconciliation:write", ["owner", "admin", "finance"]],
    ["provider-traffic:read", ["owner", "admin", "auditor"]],
    ["provider-accounts:write", ["owner"]],
    ["exports:run", ["owner", "admin", "finance", "auditor"]],
    ["audit:read", ["owner", "admin", "auditor"]],
    ["jobs:read", ["owner", "admin", "finance", "auditor", "developer"]],
    ["jobs:redrive", ["owner", "admin", "finance", "developer"]],
  ] as const)("gives %s to %s and nobody else", (permission, roles) => {
    expect(ROLES.filter((role) => permissionsOf(role).includes(permission))).toEqual(roles);
  });

  it("shows a cashier their own payments only", () => {
    expect(ROLES.filter((role) => seesOnlyOwn(permissionsOf(role)))).toEqual(["cashier"]);
  });
});

describe("foldEmail", () => {
  it.each(["İSMAİL@VEZNE.TEST", "ismail@vezne.test", " Ismail@Vezne.test ", "ısmaıl@vezne.test"])(
    "makes %s one account",
    (email) => {
      expect(foldEmail(email)).toBe("ismail@vezne.test");
    },
  );
});
