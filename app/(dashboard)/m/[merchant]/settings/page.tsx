import type { Metadata, Route } from "next";
import { getTranslations } from "next-intl/server";
import { Icon, type IconName } from "@/app/_components/icons";
import { Link } from "@/app/_components/ui/link";
import { PageHead } from "@/app/_components/ui/page-head";
import { routes } from "@/app/_lib/routes";
import type { Permission } from "@/lib/auth/permissions";
import { requireMerchant } from "@/lib/auth/require-merchant";

type PageProps = { params: Promise<{ merchant: string }> };
type Entry = {
  name:
    | "checkouts"
    | "pos"
    | "escrow"
    | "payouts"
    | "reconciliation"
    | "limits"
    | "refunds"
    | "balance"
    | "accounts"
    | "routing"
    | "guard"
    | "payer_texts"
    | "jobs"
    | "codes"
    | "inbound"
    | "audit";
  icon: IconName;
  needs: Permission;
  href: Route;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("audit.settings");
  return { title: t("title") };
}

/** Every page that has no place of its own in the phone's bar; only what the reader may open. */
export default async function SettingsPage({ params }: PageProps) {
  const [{ merchant: slug }, t, shell] = await Promise.all([
    params,
    getTranslations("audit.settings"),
    getTranslations("shell"),
  ]);
  const context = await requireMerchant(slug);
  const entries: Entry[] = [
    { name: "checkouts", icon: "document", needs: "paylinks:read", href: routes.checkouts(slug) },
    { name: "pos", icon: "pos", needs: "pos:read", href: routes.pos(slug) },
    { name: "escrow", icon: "lock", needs: "escrow:read", href: routes.escrow(slug) },
    { name: "payouts", icon: "external", needs: "payouts:read", href: routes.payouts(slug) },
    { name: "reconciliation", icon: "copy", needs: "reconciliation:read", href: routes.reconciliation(slug) },
    { name: "refunds", icon: "refund", needs: "payments:read-all", href: routes.refunds(slug) },
    { name: "balance", icon: "bank", needs: "payments:read-all", href: routes.balance(slug) },
    { name: "accounts", icon: "key", needs: "payments:read-all", href: routes.accounts(slug) },
    { name: "limits", icon: "person", needs: "payments:read-all", href: routes.limits(slug) },
    { name: "routing", icon: "upDown", needs: "payments:read-all", href: routes.routing(slug) },
    { name: "guard", icon: "lock", needs: "payments:read-all", href: routes.guard(slug) },
    { name: "payer_texts", icon: "document", needs: "payments:read-all", href: routes.payerTexts(slug) },
    { name: "jobs", icon: "pulse", needs: "jobs:read", href: routes.jobs(slug) },
    { name: "inbound", icon: "download", needs: "developer:read", href: routes.inbound(slug) },
    { name: "codes", icon: "info", needs: "developer:read", href: routes.codes(slug) },
    { name: "audit", icon: "shield", needs: "audit:read", href: routes.audit(slug) },
  ];
  return (
    <>
      <PageHead title={t("title")} note={t("note")} />
      <ul className="panel link-list">
        {entries
          .filter(({ needs }) => context.can(needs))
          .map(({ name, icon, href }) => (
            <li key={name}>
              <Link href={href}>
                <Icon name={icon} />
                <span className="two-line">
                  <b className="font-medium">{shell(name)}</b>
                  <small>{t(name)}</small>
                </span>
                <Icon name="right" />
              </Link>
            </li>
          ))}
      </ul>
    </>
  );
}
