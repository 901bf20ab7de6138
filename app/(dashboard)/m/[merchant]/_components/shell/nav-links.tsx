"use client";

import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { Icon, type IconName } from "@/app/_components/icons";
import { routes } from "@/app/_lib/routes";

type Item = { name: "home" | "payments" | "refunds" | "paylinks"; icon: IconName; href: Route };

const items = (slug: string, readsAll: boolean): Item[] => [
  { name: "home", icon: "home", href: routes.home(slug) },
  { name: "payments", icon: "payments", href: routes.payments(slug) },
  ...(readsAll ? [{ name: "refunds", icon: "refund", href: routes.refunds(slug) } as const] : []),
  { name: "paylinks", icon: "link", href: routes.paylinks(slug) },
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
export function RailLinks({ slug, readsAll }: { slug: string; readsAll: boolean }) {
  const t = useTranslations("shell");
  const current = useCurrent(slug);
  return (
    <ul className="rail-list">
      {items(slug, readsAll).map((item) => (
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

export function TabBarLinks({ slug, mayCreate, readsAll }: { slug: string; mayCreate: boolean; readsAll: boolean }) {
  const t = useTranslations("shell");
  const current = useCurrent(slug);
  const tab = (item: Item) => (
    <Link key={item.name} href={item.href} aria-current={current(item)}>
      <Icon name={item.icon} large />
      <span>{t(item.name)}</span>
    </Link>
  );
  const all = items(slug, readsAll);
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
