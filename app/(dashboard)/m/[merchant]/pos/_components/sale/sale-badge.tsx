import { useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import type { PosSaleView } from "@/lib/pos/board/schemas";
import { SALE_LOOK, saleState } from "../../sale-state";

/** Icon and word, always both. A declined try says why instead of the word; one under way where it is. */
export function SaleBadge({ sale }: { sale: PosSaleView }) {
  const t = useTranslations();
  const state = saleState(sale);
  const { tone, icon } = SALE_LOOK[state];
  const decline = state === "declined" ? sale.decline?.class : undefined;
  const known = decline !== undefined && t.has(`status.decline.${decline}`);
  const word = state === "waiting" ? t(`pos.step.${sale.status}`) : t(`pos.state.${state}`);
  return (
    <span className={`status status-${tone}`}>
      <Icon name={icon} />
      {known ? t(`status.decline.${decline}`) : word}
    </span>
  );
}
