import { useTranslations } from "next-intl";
import type { Trust } from "@/lib/payments/schemas";

const LEVELS: Record<Trust, number> = { unsigned: 1, address_known: 2, signed: 3, confirmed: 4 };

/** How well a fact is proved: more proof, more ink. Only the unsigned turns amber. */
export function TrustBars({ trust }: { trust: Trust }) {
  const t = useTranslations("status.trust");
  const level = LEVELS[trust];
  return (
    <span className={`trust trust-${level}`}>
      <span className="trust-bars" aria-hidden="true">
        {[1, 2, 3, 4].map((bar) => (
          <i key={bar} className={bar <= level ? "on" : undefined} />
        ))}
      </span>
      {t(trust)}
    </span>
  );
}
