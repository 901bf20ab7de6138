import { useLocale, useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import { Link } from "@/app/_components/ui/link";
import { routes } from "@/app/_lib/routes";
import { dayAndMinute } from "@/app/_lib/time-format";
import type { DisputeDto } from "@/lib/escrow/schemas";

/** Every open objection against the money of this case. */
export function DisputeNotes({ slug, disputes }: { slug: string; disputes: readonly DisputeDto[] }) {
  const t = useTranslations("escrow.dispute_note");
  const locale = useLocale();
  return disputes.map((dispute) => (
    <section key={dispute.id} className="note note-fail" aria-label={t(dispute.kind)}>
      <Icon name="alert" />
      <div className="grid gap-1">
        <p className="font-semibold">{t(dispute.kind)}</p>
        <p className="wrap-anywhere">“{dispute.reason}”</p>
        <p>{t("since")}</p>
        {dispute.deadline_at ? <p>{t("deadline", { time: dayAndMinute(dispute.deadline_at, locale) })}</p> : null}
        <Link className="link" href={routes.disputes(slug, { status: "open" })}>
          {t("open")}
        </Link>
      </div>
    </section>
  ));
}
