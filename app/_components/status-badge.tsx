import { useTranslations } from "next-intl";
import type { CaptureStatus } from "@/lib/captures/capture";
import type { CheckoutStatus } from "@/lib/checkout/checkout";
import type { PaylinkStatus } from "@/lib/paylinks/paylink";
import type { AttemptStatus, PaymentStatus } from "@/lib/payments/payment";
import type { RefundStatus } from "@/lib/refunds/refund";
import { Icon, type IconName } from "./icons";

type Tone = "paid" | "fail" | "wait" | "refund" | "info" | "off";
type Look = { tone: Tone; icon: IconName };

const PAID: Look = { tone: "paid", icon: "stPaid" };
const FAIL: Look = { tone: "fail", icon: "stFail" };
const WAIT: Look = { tone: "wait", icon: "stWait" };
const BUSY: Look = { tone: "info", icon: "stInfo" };
const REFUND: Look = { tone: "refund", icon: "stRefund" };
const OFF: Look = { tone: "off", icon: "stOff" };
const DROPPED: Look = { tone: "off", icon: "stDrop" };

const PAYMENT: Record<PaymentStatus, Look> = {
  created: BUSY,
  processing: BUSY,
  authorised: BUSY,
  captured: PAID,
  failed: FAIL,
  expired: DROPPED,
  unknown: WAIT,
  voided: REFUND,
  partially_refunded: REFUND,
  refunded: REFUND,
  disputed: FAIL,
};

const ATTEMPT: Record<AttemptStatus, Look> = {
  created: BUSY,
  redirected: BUSY,
  returned: BUSY,
  charging: BUSY,
  authorised: BUSY,
  captured: PAID,
  failed: FAIL,
  expired: DROPPED,
  unknown: WAIT,
};

const PAYLINK: Record<PaylinkStatus, Look> = {
  creating: BUSY,
  active: { tone: "info", icon: "link" },
  paid: PAID,
  exhausted: PAID,
  expired: { tone: "off", icon: "clock" },
  deactivating: BUSY,
  deactivated: OFF,
  failed: FAIL,
};

const CHECKOUT: Record<CheckoutStatus, Look> = {
  open: { tone: "info", icon: "link" },
  processing: BUSY,
  complete: PAID,
  expired: { tone: "off", icon: "clock" },
};

const REFUND_LOOK: Record<RefundStatus, Look> = {
  requested: BUSY,
  awaiting_approval: WAIT,
  scheduled: { tone: "info", icon: "clock" },
  sending: BUSY,
  sent: BUSY,
  confirmed: REFUND,
  rejected: FAIL,
  unknown: WAIT,
  withdrawn: OFF,
};

const CAPTURE: Record<CaptureStatus, Look> = {
  requested: BUSY,
  sending: BUSY,
  confirmed: PAID,
  rejected: FAIL,
  unknown: WAIT,
};

function Status({ look, word }: { look: Look; word: string }) {
  return (
    <span className={`status status-${look.tone}`}>
      <Icon name={look.icon} />
      {word}
    </span>
  );
}

/** Icon and word, always both. A failed payment says why instead of the word, when it is known. */
export function PaymentStatusBadge({ status, reason }: { status: PaymentStatus; reason?: string | undefined }) {
  const t = useTranslations("status");
  return (
    <Status
      look={PAYMENT[status]}
      word={reason && status === "failed" ? t(`decline.${reason}`) : t(`payment.${status}`)}
    />
  );
}

export function AttemptStatusBadge({ status, reason }: { status: AttemptStatus; reason?: string | undefined }) {
  const t = useTranslations("status");
  return (
    <Status
      look={ATTEMPT[status]}
      word={reason && status === "failed" ? t(`decline.${reason}`) : t(`attempt.${status}`)}
    />
  );
}

export function PaylinkStatusBadge({ status }: { status: PaylinkStatus }) {
  const t = useTranslations("status");
  return <Status look={PAYLINK[status]} word={t(`paylink.${status}`)} />;
}

type CheckoutState = { status: CheckoutStatus; capture: "automatic" | "manual"; closed_at: string | null };

/** A page that a person ended says so; one that holds the money is never called paid. */
export function CheckoutStatusBadge({ checkout }: { checkout: CheckoutState }) {
  const t = useTranslations("checkouts");
  const { status, capture, closed_at } = checkout;
  if (status === "expired" && closed_at !== null) return <Status look={OFF} word={t("status.closed")} />;
  if (status === "complete" && capture === "manual") return <Status look={BUSY} word={t("status.approved")} />;
  return <Status look={CHECKOUT[status]} word={t(`status.${status}`)} />;
}

export function RefundStatusBadge({ status }: { status: RefundStatus }) {
  const t = useTranslations("status");
  return <Status look={REFUND_LOOK[status]} word={t(`refund.${status}`)} />;
}

export function CaptureStatusBadge({ status }: { status: CaptureStatus }) {
  const t = useTranslations("captures");
  return <Status look={CAPTURE[status]} word={t(`status.${status}`)} />;
}
