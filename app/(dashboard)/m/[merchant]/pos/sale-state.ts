import type { IconName } from "@/app/_components/icons";
import type { PosSaleView } from "@/lib/pos/board/schemas";
import type { PosStatus } from "@/lib/pos/session";

/**
 * What a person is told about a try. `not_taken` only where the provider's own answer says so, or no request left us;
 * `given_up` and `closed` may still turn into money.
 */
export type SaleState =
  | "waiting"
  | "paid"
  | "declined"
  | "unknown"
  | "late"
  | "returned"
  | "given_up"
  | "closed"
  | "not_taken";

export type Tone = "paid" | "fail" | "wait" | "refund" | "info" | "off";

export const SALE_LOOK: Record<SaleState, { tone: Tone; icon: IconName }> = {
  waiting: { tone: "info", icon: "stInfo" },
  paid: { tone: "paid", icon: "stPaid" },
  declined: { tone: "fail", icon: "stFail" },
  unknown: { tone: "wait", icon: "stWait" },
  late: { tone: "wait", icon: "alert" },
  returned: { tone: "refund", icon: "stRefund" },
  given_up: { tone: "off", icon: "stDrop" },
  closed: { tone: "off", icon: "clock" },
  not_taken: { tone: "off", icon: "stOff" },
};

type Judged = Pick<PosSaleView, "status" | "payment_status" | "because" | "init" | "allowed_actions">;
const BACK = ["voided", "refunded"];

/** A merchant's own app may have used the key it was given. */
const neverSent = ({ init, allowed_actions }: Judged) => init && allowed_actions.ask.reason === "never_sent";

const STATES: Partial<Record<PosStatus, (sale: Judged) => SaleState>> = {
  succeeded: ({ payment_status }) => (BACK.includes(payment_status) ? "returned" : "paid"),
  late_success: ({ payment_status }) => (BACK.includes(payment_status) ? "returned" : "late"),
  declined: () => "declined",
  unknown: () => "unknown",
  cancelled: (sale) => (neverSent(sale) ? "not_taken" : "given_up"),
  expired: ({ because }) => (because.code === "provider_knows_no_pos_sale" ? "not_taken" : "closed"),
  closed: ({ because }) => (because.code === "pos_app_never_reported" ? "closed" : "not_taken"),
};

export const saleState = (sale: Judged): SaleState => STATES[sale.status]?.(sale) ?? "waiting";
