import { useLocale, useTranslations } from "next-intl";
import { BecauseLine } from "@/app/_components/because-line";
import { ExactTime } from "@/app/_components/exact-time";
import { Fact } from "@/app/_components/ui/facts";
import { Link } from "@/app/_components/ui/link";
import { Panel } from "@/app/_components/ui/panel";
import { Pill } from "@/app/_components/ui/pill";
import { routes } from "@/app/_lib/routes";
import { formatMoney } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import type { ClosingView } from "@/lib/pos/closing/schemas";
import { DaySums } from "./day-sums";
import { SignButtons } from "./sign-buttons";

const TONES = { counted: "wait", sent_back: "wait", locked: "plain" } as const;

/** One counted or locked day: the sums, who signed, what it is made of. */
export function ClosingCard({ slug, closing }: { slug: string; closing: ClosingView }) {
  const t = useTranslations("closing");
  const locale = useLocale() as MoneyLocale;
  const late = closing.rows.filter((row) => row.late);
  return (
    <Panel
      id={`closing-${closing.id}`}
      title={t("card_title", { cashier: closing.cashier.name, branch: closing.branch?.name ?? t("no_branch") })}
      aside={<Pill tone={TONES[closing.status]}>{t(`status.${closing.status}`)}</Pill>}
    >
      <div className="px-4 pt-3">
        <BecauseLine because={closing.because} />
      </div>
      <DaySums expected={closing.expected} counted={closing.counted} />
      <dl className="facts p-4">
        <Fact name={t("reason")}>{closing.reason}</Fact>
        <Fact name={t("counted_by")}>
          {closing.counted_by} <ExactTime iso={closing.counted_at} form="full" />
        </Fact>
        <Fact name={t("signed_by")}>
          {closing.signed_at === null ? null : (
            <>
              {closing.signed_by} <ExactTime iso={closing.signed_at} form="full" />
            </>
          )}
        </Fact>
        <Fact name={t("made_of")}>{t("items", { count: closing.rows.length })}</Fact>
      </dl>
      {late.length === 0 ? null : (
        <div className="px-4 pb-4">
          <p className="font-medium">{t("late_title")}</p>
          <ul className="grid gap-1">
            {late.map((row) => (
              <li key={row.id}>
                {t("late_row", { day: row.happened_on, amount: formatMoney(BigInt(row.amount), "TRY", locale) })}{" "}
                {row.kind === "payment" ? (
                  <Link className="link" href={routes.payment(slug, row.id)}>
                    {t("open")}
                  </Link>
                ) : null}
              </li>
            ))}
          </ul>
        </div>
      )}
      {closing.may_sign ? <SignButtons slug={slug} id={closing.id} /> : null}
    </Panel>
  );
}
