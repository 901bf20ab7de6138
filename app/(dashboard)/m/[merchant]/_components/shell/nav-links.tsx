"use client";

import type { Route } from "next";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { Icon, type IconName } from "@/app/_components/icons";
import { Link } from "@/app/_components/ui/link";
import { routes } from "@/app/_lib/routes";

/** What the reader may open; a link to a closed door would only disappoint. */
export type Reach = {
  readsAll: boolean;
  pos: boolean;
  escrow: boolean;
  payouts: boolean;
  reconciliation: boolean;
  jobs: boolean;
  audit: boolean;
};
type Name =
  | "home"
  | "payments"
  | "refunds"
  | "paylinks"
  | "checkouts"
  | "pos"
  | "escrow"
  | "payouts"
  | "reconciliation"
  | "balance"
  | "jobs"
  | "audit"
  | "more";
type Item = { name: Name; icon: IconName; href: Route };

const FIRST = (slug: string): Item[] => [
  { name: "home", icon: "home", href: routes.home(slug) },
  { name: "payments", icon: "payments", href: routes.payments(slug) },
];

const railItems = (slug: string, reach: Reach): Item[] => [
  ...FIRST(slug),
  ...(reach.readsAll ? [{ name: "refunds", icon: "refund", href: routes.refunds(slug) } as const] : []),
  { name: "paylinks", icon: "link", href: routes.paylinks(slug) },
  { name: "checkouts", icon: "document", href: routes.checkouts(slug) },
  ...(reach.pos ? [{ name: "pos", icon: "pos", href: routes.pos(slug) } as const] : []),
  ...(reach.escrow ? [{ name: "escrow", icon: "lock", href: routes.escrow(slug) } as const] : []),
  ...(reach.payouts ? [{ name: "payouts", icon: "external", href: routes.payouts(slug) } as const] : []),
  ...(reach.readsAll ? [{ name: "balance", icon: "bank", href: routes.balance(slug) } as const] : []),
  ...(reach.reconciliation
    ? [{ name: "reconciliation", icon: "copy", href: routes.reconciliation(slug) } as const]
    : []),
  ...(reach.jobs ? [{ name: "jobs", icon: "pulse", href: routes.jobs(slug) } as const] : []),
  ...(reach.readsAll ? [{ name: "more", icon: "gear", href: routes.settings(slug) } as const] : []),
  ...(reach.audit ? [{ name: "audit", icon: "shield", href: routes.audit(slug) } as const] : []),
];

/** Five places, six for who has no settings to put the rest behind. */
const tabItems = (slug: string, reach: Reach): Item[] => [
  ...FIRST(slug),
  { name: "paylinks", icon: "link", href: routes.paylinks(slug) },
  // Who has no settings has no other way to these pages.
  ...(reach.readsAll
    ? [{ name: "more", icon: "menu", href: routes.settings(slug) } as const]
    : [
        { name: "checkouts", icon: "document", href: routes.checkouts(slug) } as const,
        ...(reach.pos ? [{ name: "pos", icon: "pos", href: routes.pos(slug) } as const] : []),
      ]),
];

function useCurrent(slug: string): (item: Item) => "page" | undefined {
  const path = usePathname();
  return (item) => {
    const here =
      item.href === routes.home(slug) ? path === item.href : path === item.href || path.startsWith(`${item.href}/`);
    return here ? "page" : undefined;
  };
}

/** Only what exists: a screen that is not built has no link. */
export function RailLinks({ slug, reach }: { slug: string; reach: Reach }) {
  const t = useTranslations("shell");
  const current = useCurrent(slug);
  return (
    <ul className="rail-list">
      {railItems(slug, reach).map((item) => (
        <li key={item.name}>
          <Link href={item.href} aria-current={current(item)} title={t(item.name)}>
            <Icon name={item.icon} />
            <span className="rail-text">{t(item.name)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

export function TabBarLinks({ slug, mayCreate, reach }: { slug: string; mayCreate: boolean; reach: Reach }) {
  const t = useTranslations("shell");
  const current = useCurrent(slug);
  const tab = (item: Item) => (
    <Link key={item.name} href={item.href} aria-current={current(item)}>
      <Icon name={item.icon} large />
      <span>{t(item.name)}</span>
    </Link>
  );
  const all = tabItems(slug, reach);
  return (
    <>
      {all.slice(0, 2).map(tab)}
      {mayCreate ? (
        <Link href={routes.newPaylink(slug)} className="tab-new">
          <Icon name="plus" large />
          <span>{t("new_paylink")}</span>
        </Link>
      ) : null}
      {all.slice(2).map(tab)}
    </>
  );
}
