import type { Permission } from "@/lib/auth/permissions";
import type { AllowedAction } from "@/lib/paylinks/schemas";
import { ESCROW_ACTIONS, type EscrowAction, type EscrowDto } from "../schemas";

const NEEDS: Record<EscrowAction, Permission> = {
  confirm_delivery: "escrow:write",
  add_evidence: "escrow:write",
  ship: "escrow:write",
  release: "escrow:release",
  refund: "refunds:request",
  extend: "escrow:write",
  dispute: "escrow:write",
  resolve: "escrow:release",
  assign: "escrow:write",
};

type State = Pick<
  EscrowDto,
  "status" | "paused_at" | "amount_held" | "shipped_at" | "delivered_at" | "auto_release_at"
> & { hasChargeback: boolean };

/** Why a case's state does not let this happen, or undefined. The commands decide again under their lock. */
const BLOCKS: Record<EscrowAction, (state: State) => string | undefined> = {
  confirm_delivery: (state) => unpaid(state) ?? (state.delivered_at === null ? undefined : "already_delivered"),
  add_evidence: unpaid,
  ship: (state) =>
    unpaid(state) ?? (state.shipped_at === null && state.delivered_at === null ? undefined : "already_sent"),
  release: (state) => unpaid(state) ?? (state.paused_at === null ? nothingHeld(state) : "disputed"),
  refund: (state) => unpaid(state) ?? (state.hasChargeback ? "charged_back" : nothingHeld(state)),
  extend: (state) => unpaid(state) ?? nothingHeld(state) ?? (state.auto_release_at === null ? "no_clock" : undefined),
  dispute: (state) => {
    if (state.status === "refunded") return "all_refunded";
    return unpaid(state) ?? (state.paused_at === null ? undefined : "already_disputed");
  },
  resolve: (state) => (state.paused_at === null ? "no_dispute" : undefined),
  assign: () => undefined,
};

function unpaid({ status }: State): string | undefined {
  return status === "pending" ? "not_paid" : undefined;
}

function nothingHeld({ status, amount_held }: State): string | undefined {
  if (status !== "held") return "nothing_held";
  return amount_held > 0 ? undefined : "all_promised";
}

/** What this person may do with a case now and, where not, why; the reasons are catalogue keys. */
export function allowedActions(state: State, permissions: readonly Permission[]): Record<EscrowAction, AllowedAction> {
  const entries = ESCROW_ACTIONS.map((action): [EscrowAction, AllowedAction] => {
    const reason = permissions.includes(NEEDS[action]) ? BLOCKS[action](state) : "not_permitted";
    return [action, reason === undefined ? { allowed: true } : { allowed: false, reason }];
  });
  return Object.fromEntries(entries) as Record<EscrowAction, AllowedAction>;
}
