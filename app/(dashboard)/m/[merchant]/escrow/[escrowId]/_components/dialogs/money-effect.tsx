import { useLocale, useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import type { EscrowCase } from "@/lib/escrow/desk/escrow-view";
import { formatMoney } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";

type Kind = "release" | "refund";
type Why = "limit" | "proof" | "owed";

/** Why this would wait for a second person; empty when one is enough. The server decides again. Minor units. */
export function whySecond(kind: Kind, escrow: EscrowCase, amount: bigint): Why[] {
  const { limit, refund_limit, released_alone, owes_chargeback } = escrow.rule;
  if (kind === "refund") return amount > BigInt(refund_limit) ? ["limit"] : [];
  const why: [Why, boolean][] = [
    ["limit", amount + BigInt(released_alone) > BigInt(limit)],
    ["proof", escrow.delivered_at === null],
    ["owed", owes_chargeback],
  ];
  return why.filter(([, applies]) => applies).map(([name]) => name);
}

/** Said before the click: what becomes of the money, and whether somebody else has to agree. */
export function MoneyEffect({ kind, escrow, amount }: { kind: Kind; escrow: EscrowCase; amount: bigint }) {
  const t = useTranslations("escrow.dialog");
  const locale = useLocale() as MoneyLocale;
  const why = whySecond(kind, escrow, amount);
  const limit = formatMoney(BigInt(kind === "release" ? escrow.rule.limit : escrow.rule.refund_limit), "TRY", locale);
  const isSecond = why.length > 0;
  return (
    <section className={isSecond ? "note note-wait" : "note note-info"} aria-label={t("effect")} aria-live="polite">
      <Icon name={isSecond ? "person" : "info"} />
      <div className="grid gap-1">
        <p className="font-semibold">{t("effect")}</p>
        <p>{t(`${kind}_${isSecond ? "second" : "now"}`, { limit })}</p>
        {kind === "release" && isSecond ? (
          <ul className="list-disc pl-4">
            {why.map((name) => (
              <li key={name}>{t(`why_${name}`, { limit })}</li>
            ))}
          </ul>
        ) : null}
      </div>
    </section>
  );
}
