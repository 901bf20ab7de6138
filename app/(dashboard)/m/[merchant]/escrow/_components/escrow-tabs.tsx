"use client";

import { useTranslations } from "next-intl";
import { Money } from "@/app/_components/money";
import { Link } from "@/app/_components/ui/link";
import { routes } from "@/app/_lib/routes";
import type { EscrowCounts } from "@/lib/escrow/desk/queries";
import type { EscrowTab } from "@/lib/escrow/schemas";

/** In the order a case goes through them; written out because the browser does not load the schemas. */
const TABS: readonly EscrowTab[] = [
  "awaiting_delivery",
  "evidence",
  "second_person",
  "auto_release",
  "dispute",
  "closed",
];
const URGENT: readonly EscrowTab[] = ["second_person", "dispute"];

type EscrowTabsProps = { slug: string; current: EscrowTab; counts: EscrowCounts | undefined };

/** A case is in exactly one tab. Each is an address, with how many cases it holds and what is held in them. */
export function EscrowTabs({ slug, current, counts }: EscrowTabsProps) {
  const t = useTranslations("escrow");
  return (
    <nav className="case-tabs" aria-label={t("tabs")}>
      {TABS.map((tab) => {
        const numbers = counts?.[tab];
        const waits = URGENT.includes(tab) && (numbers?.count ?? 0) > 0;
        return (
          <Link
            key={tab}
            href={routes.escrow(slug, { tab })}
            aria-current={tab === current ? "true" : undefined}
            className={waits ? "is-wait" : undefined}
            scroll={false}
          >
            <span className="case-tab-name">{t(`tab.${tab}`)}</span>
            <span className="case-tab-count">{numbers?.count ?? "–"}</span>
            <span className="case-tab-sum">
              {numbers === undefined ? "–" : <Money minorUnits={numbers.held} />}{" "}
              <span className="sr-only">{t("held_word")}</span>
            </span>
          </Link>
        );
      })}
    </nav>
  );
}
