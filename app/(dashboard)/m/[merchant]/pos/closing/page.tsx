import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Icon } from "@/app/_components/icons";
import { NotAllowed } from "@/app/_components/lists/not-allowed";
import { Link } from "@/app/_components/ui/link";
import { EmptyState } from "@/app/_components/ui/lists/empty-state";
import { PageHead } from "@/app/_components/ui/page-head";
import { istanbulToday } from "@/app/_lib/istanbul-day";
import { routes } from "@/app/_lib/routes";
import { requireMerchant } from "@/lib/auth/require-merchant";
import { teamOf } from "@/lib/auth/user-names.system";
import { getOpenDay, listClosings } from "@/lib/pos/closing/queries";
import { ClosingFilter, type ClosingView } from "@/lib/pos/closing/schemas";
import { RefreshOnChange } from "../../_components/refresh-on-change";
import { ClosingCard } from "./_components/closing-card";
import { DayForm } from "./_components/day-form";
import { OpenBranch } from "./_components/open-branch";

type PageProps = {
  params: Promise<{ merchant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("closing");
  return { title: t("title") };
}

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

/** A past or present Istanbul day; anything else is today. */
function dayOf(wish: string | undefined, today: string): string {
  return wish !== undefined && /^\d{4}-\d\d-\d\d$/.test(wish) && wish <= today ? wish : today;
}

const isOf = (closing: ClosingView, branch: { id: string } | null) => (closing.branch?.id ?? "") === (branch?.id ?? "");

/** The end of a cashier's day: the books, the count, two people. */
export default async function ClosingPage({ params, searchParams }: PageProps) {
  const [{ merchant: slug }, raw, t] = await Promise.all([params, searchParams, getTranslations()]);
  const context = await requireMerchant(slug);
  if (!context.can("pos:write") && !context.can("pos:sign")) return <NotAllowed role={context.user.role} />;
  const today = istanbulToday(context.clock.now());
  const day = dayOf(one(raw.day), today);
  const team = context.can("pos:sign") ? await teamOf(context.merchantId) : [];
  const wished = team.find(({ id }) => id === one(raw.cashier))?.id;
  const cashier = wished ?? context.user.id;
  const [open, closings] = await Promise.all([
    getOpenDay(context, day, cashier),
    listClosings(
      context,
      ClosingFilter.parse({ day, ...(team.length > 0 && wished === undefined ? {} : { cashier_id: cashier }) }),
    ),
  ]);
  const own = closings.filter((closing) => closing.cashier.id === cashier);
  const countable = context.can("pos:write")
    ? open.branches.filter(
        ({ branch, items }) =>
          !own.some((closing) => isOf(closing, branch) && closing.status === "locked") &&
          (items > 0 || own.some((closing) => isOf(closing, branch))),
      )
    : [];
  return (
    <>
      <RefreshOnChange />
      <nav className="crumb" aria-label={t("common.you_are_here")}>
        <Link href={routes.pos(slug)}>{t("pos.title")}</Link>
        <Icon name="right" />
        <span aria-current="page">{t("closing.title")}</span>
      </nav>
      <PageHead title={t("closing.title")} note={t("closing.note")} />
      <DayForm day={day} today={today} cashier={cashier} team={team} />
      <div className="grid gap-4">
        {countable.map((group) => (
          <OpenBranch
            key={group.branch?.id ?? "none"}
            slug={slug}
            day={day}
            cashier={cashier}
            group={group}
            before={own.find((closing) => isOf(closing, group.branch))}
          />
        ))}
        {closings.map((closing) => (
          <ClosingCard key={closing.id} slug={slug} closing={closing} />
        ))}
        {countable.length + closings.length === 0 ? (
          <EmptyState kind="nothing_yet" title={t("closing.nothing.title")} text={t("closing.nothing.text")} />
        ) : null}
      </div>
    </>
  );
}
