import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { RelativeTime } from "@/app/_components/date-time";
import { NotAllowed } from "@/app/_components/lists/not-allowed";
import { Money } from "@/app/_components/money";
import { Fact } from "@/app/_components/ui/facts";
import { Link } from "@/app/_components/ui/link";
import { PageHead } from "@/app/_components/ui/page-head";
import { Panel } from "@/app/_components/ui/panel";
import { routes } from "@/app/_lib/routes";
import { requireMerchant } from "@/lib/auth/require-merchant";
import { teamOf } from "@/lib/auth/user-names.system";
import { AppError } from "@/lib/kernel/errors";
import { getCaseView } from "@/lib/reconciliation/case-views";
import type { CaseView } from "@/lib/reconciliation/schemas";
import { RefreshOnChange } from "../../_components/refresh-on-change";
import { CaseFixes } from "../_components/case-fixes";
import { CaseSides } from "../_components/case-sides";

type PageProps = { params: Promise<{ merchant: string; caseId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("reconciliation");
  return { title: t("title") };
}

const missing = (cause: unknown): never => {
  if (cause instanceof AppError && cause.code === "not_found") notFound();
  throw cause;
};

async function CaseFacts({ slug, one }: { slug: string; one: CaseView }) {
  const t = await getTranslations("reconciliation");
  return (
    <Panel id="case-facts" title={t("case.facts")}>
      <dl className="facts p-4">
        <Fact name={t("case.risk")}>
          <Money minorUnits={one.amount_at_risk} />
        </Fact>
        <Fact name={t("case.account")}>{one.account}</Fact>
        <Fact name={t("case.day")}>{one.day.split("-").reverse().join(".")}</Fact>
        <Fact name={t("case.payment")}>
          {one.payment_id === null ? null : (
            <Link className="link mono" href={routes.payment(slug, one.payment_id)}>
              {one.payment_id}
            </Link>
          )}
        </Fact>
        <Fact name={t("case.first")}>
          <RelativeTime iso={one.created_at} />
        </Fact>
        <Fact name={t("case.last")}>
          <RelativeTime iso={one.last_seen_at} />
        </Fact>
        <Fact name={t("case.owner")}>{one.owner_name ?? t("case.nobody")}</Fact>
        <Fact name={t("case.resolution")}>
          {one.resolution !== null && t.has(`resolution.${one.resolution}`) ? t(`resolution.${one.resolution}`) : null}
        </Fact>
        <Fact name={t("case.comment")}>{one.comment}</Fact>
        <Fact name={t("case.by")}>{one.decided_by === null ? null : (one.decided_name ?? t("case.system"))}</Fact>
      </dl>
    </Panel>
  );
}

export default async function CasePage({ params }: PageProps) {
  const [{ merchant: slug, caseId }, t] = await Promise.all([params, getTranslations("reconciliation")]);
  const context = await requireMerchant(slug);
  if (!context.can("reconciliation:read")) return <NotAllowed role={context.user.role} />;
  const one = await getCaseView(context, caseId).catch(missing);
  const team = context.can("reconciliation:write") ? await teamOf(context.merchantId) : [];
  return (
    <>
      <RefreshOnChange />
      <p className="mb-2">
        <Link className="link" href={routes.reconciliation(slug)}>
          {t("case.back")}
        </Link>
      </p>
      <PageHead title={t(`reason.${one.reason}.title`)} note={t(`status.${one.status}`)} />
      <div className="detail-grid">
        <div className="detail-work">
          <Panel id="case-means" title={t("case.means")}>
            <div className="grid gap-2 p-4">
              <p>{t(`reason.${one.reason}.means`)}</p>
              {one.status === "open" ? (
                <p>
                  <b className="font-medium">{t("case.todo")}:</b> {t(`reason.${one.reason}.todo`)}
                </p>
              ) : null}
              {context.can("reconciliation:write") ? <CaseFixes slug={slug} one={one} team={team} /> : null}
            </div>
          </Panel>
          <CaseSides one={one} />
        </div>
        <div className="detail-work">
          <CaseFacts slug={slug} one={one} />
        </div>
      </div>
    </>
  );
}
