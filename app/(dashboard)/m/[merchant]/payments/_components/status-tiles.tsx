"use client";

import { useTranslations } from "next-intl";
import { Icon, type IconName } from "@/app/_components/icons";
import { Money } from "@/app/_components/money";
import { Link } from "@/app/_components/ui/link";
import { routes } from "@/app/_lib/routes";
import type { PaymentCounts } from "@/lib/payments/schemas";
import { type PaymentListParams, TILES, type Tile } from "../list-params";

const MARKS: Partial<Record<Tile, { icon: IconName; tone: string }>> = {
  captured: { icon: "stPaid", tone: "tone-paid" },
  failed: { icon: "stFail", tone: "tone-fail" },
  open: { icon: "stWait", tone: "tone-wait" },
  refunded: { icon: "stRefund", tone: "tone-refund" },
  expired: { icon: "stDrop", tone: "tone-off" },
};

type StatusTilesProps = { slug: string; params: PaymentListParams; counts: PaymentCounts | undefined };

type Numbers = PaymentCounts[Tile] | undefined;

function TileCount({ numbers }: { numbers: Numbers }) {
  const t = useTranslations("payments");
  if (!numbers) return "–";
  return numbers.capped ? t("more_than", { count: numbers.count }) : numbers.count;
}

function TileSum({ tile, numbers }: { tile: Tile; numbers: Numbers }) {
  const t = useTranslations("payments");
  if (tile === "failed" || tile === "expired") return t("not_charged");
  return numbers ? <Money minorUnits={numbers.amount} bare /> : "–";
}

/** The tiles are the filter. Each is an address, so it opens in a new tab and survives a reload. */
export function StatusTiles({ slug, params, counts }: StatusTilesProps) {
  const t = useTranslations("payments");
  return (
    <nav className="tiles" aria-label={t("tiles")}>
      {TILES.map((tile) => {
        const mark = MARKS[tile];
        const query = { tile: tile === "all" ? undefined : tile, q: params.q, paylink: params.paylink };
        return (
          <Link
            key={tile}
            className="tile"
            href={routes.payments(slug, query)}
            aria-current={params.tile === tile ? "true" : undefined}
            scroll={false}
          >
            <span className="tile-name">
              {mark ? <Icon name={mark.icon} className={mark.tone} /> : null}
              {t(`tile.${tile}`)}
            </span>
            <span className="tile-count">
              <TileCount numbers={counts?.[tile]} />
            </span>
            <span className="tile-sum">
              <TileSum tile={tile} numbers={counts?.[tile]} />
            </span>
          </Link>
        );
      })}
    </nav>
  );
}
