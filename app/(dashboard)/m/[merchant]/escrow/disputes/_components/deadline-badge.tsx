import { useTranslations } from "next-intl";
import { ExactTime } from "@/app/_components/exact-time";
import { Icon } from "@/app/_components/icons";
import type { DisputeView } from "@/lib/escrow/desk/escrow-view";

const HOUR_MS = 3_600_000;
const SOON_HOURS = 48;

/** By when the bank wants an answer; red under two days and after it. `now` is the product's time. */
export function DeadlineBadge({ dispute, now }: { dispute: DisputeView; now: number }) {
  const t = useTranslations("escrow.disputes");
  if (dispute.deadline_at === null || dispute.status !== "open") {
    const word = dispute.kind === "chargeback" && dispute.status === "open" ? t("no_deadline") : "–";
    return <span className="text-ink-3">{word}</span>;
  }
  const hours = Math.floor((Date.parse(dispute.deadline_at) - now) / HOUR_MS);
  const exact = <ExactTime iso={dispute.deadline_at} form="short" />;
  if (hours >= SOON_HOURS) return exact;
  return (
    <span className="status status-fail">
      <Icon name="clock" />
      {exact}, {hours < 0 ? t("overdue") : t("hours_left", { hours })}
    </span>
  );
}
