import { useTranslations } from "next-intl";
import { Icon, type IconName } from "@/app/_components/icons";
import type { PayoutStatus } from "@/lib/payouts/payout";

const LOOK: Record<PayoutStatus, { tone: "paid" | "fail" | "wait" | "info" | "off"; icon: IconName }> = {
  waiting: { tone: "wait", icon: "stWait" },
  awaiting_approval: { tone: "wait", icon: "stWait" },
  approved: { tone: "info", icon: "clock" },
  exported: { tone: "info", icon: "stInfo" },
  sending: { tone: "info", icon: "stInfo" },
  sent: { tone: "info", icon: "stInfo" },
  unknown: { tone: "wait", icon: "stWait" },
  paid: { tone: "paid", icon: "stPaid" },
  failed: { tone: "fail", icon: "stFail" },
  withdrawn: { tone: "off", icon: "stOff" },
};

/** Icon and word, always both. */
export function PayoutBadge({ status }: { status: PayoutStatus }) {
  const t = useTranslations("payouts.status");
  return (
    <span className={`status status-${LOOK[status].tone}`}>
      <Icon name={LOOK[status].icon} />
      {t(status)}
    </span>
  );
}
