import { useTranslations } from "next-intl";
import { Icon, type IconName } from "@/app/_components/icons";
import type { NotificationDto } from "@/lib/webhooks/inbox/schemas";

const LOOKS: Record<NotificationDto["status"], { tone: string; icon: IconName }> = {
  received: { tone: "info", icon: "stInfo" },
  applied: { tone: "paid", icon: "stPaid" },
  unmatched: { tone: "wait", icon: "stWait" },
  rejected: { tone: "fail", icon: "stFail" },
  dead: { tone: "wait", icon: "stWait" },
};

/** Icon and word, always both. */
export function VerdictBadge({ status }: Pick<NotificationDto, "status">) {
  const t = useTranslations("inbound.status");
  return (
    <span className={`status status-${LOOKS[status].tone}`}>
      <Icon name={LOOKS[status].icon} />
      {t(status)}
    </span>
  );
}
