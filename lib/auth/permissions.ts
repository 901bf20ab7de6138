/** The one table of who may do what (reference: reliability 4.3, contract 3). Screens and use cases both ask it. */
export const ROLES = ["owner", "admin", "finance", "approver", "cashier", "support", "auditor", "developer"] as const;
export type Role = (typeof ROLES)[number];

export const PERMISSIONS = [
  "payments:read",
  "payments:read-all",
  "contact:read-full",
  "paylinks:read",
  "paylinks:write",
  "pos:read",
  "pos:write",
  "pos:sign",
  "refunds:request",
  "refunds:approve",
  "escrow:read",
  "escrow:write",
  "escrow:release",
  "escrow:approve",
  "payouts:read",
  "payouts:request",
  "payouts:approve",
  "reconciliation:read",
  "reconciliation:write",
  "exports:run",
  "provider-accounts:write",
  "team:write",
  "audit:read",
  "provider-traffic:read",
  "events:replay",
  "developer:read",
  "jobs:read",
  "jobs:redrive",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const EVERYTHING = PERMISSIONS;

const TABLE: Record<Role, readonly Permission[]> = {
  owner: EVERYTHING,
  admin: EVERYTHING.filter(
    (permission) =>
      !["escrow:release", "payouts:request", "payouts:approve", "provider-accounts:write"].includes(permission),
  ),
  finance: [
    "payments:read",
    "payments:read-all",
    "contact:read-full",
    "paylinks:read",
    "paylinks:write",
    "pos:read",
    "pos:write",
    "pos:sign",
    "refunds:request",
    "refunds:approve",
    "escrow:read",
    "escrow:write",
    "escrow:release",
    "escrow:approve",
    "payouts:read",
    "payouts:request",
    "payouts:approve",
    "reconciliation:read",
    "reconciliation:write",
    "exports:run",
    "jobs:read",
    "jobs:redrive",
  ],
  approver: [
    "payments:read",
    "payments:read-all",
    "paylinks:read",
    "pos:read",
    "pos:sign",
    "refunds:approve",
    "escrow:read",
    "escrow:approve",
    "payouts:read",
    "reconciliation:read",
    "payouts:approve",
  ],
  cashier: ["payments:read", "paylinks:read", "paylinks:write", "pos:read", "pos:write"],
  support: [
    "payments:read",
    "payments:read-all",
    "contact:read-full",
    "paylinks:read",
    "pos:read",
    "escrow:read",
    "escrow:write",
  ],
  auditor: [
    "payments:read",
    "payments:read-all",
    "paylinks:read",
    "pos:read",
    "escrow:read",
    "payouts:read",
    "reconciliation:read",
    "exports:run",
    "audit:read",
    "provider-traffic:read",
    "jobs:read",
  ],
  developer: [
    "payments:read",
    "payments:read-all",
    "paylinks:read",
    "pos:read",
    "escrow:read",
    "developer:read",
    "jobs:read",
    "jobs:redrive",
  ],
};

export function permissionsOf(role: Role): readonly Permission[] {
  return TABLE[role];
}

/** Without `payments:read-all` a person sees the payments of their own links only (cashier). */
export function seesOnlyOwn(permissions: readonly Permission[]): boolean {
  return !permissions.includes("payments:read-all");
}
