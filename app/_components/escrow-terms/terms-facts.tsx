import { useTranslations } from "next-intl";
import { Money } from "@/app/_components/money";
import { Fact, FactSection } from "@/app/_components/ui/facts";
import type { EscrowTerms } from "@/lib/escrow/terms-schemas";

/** The frozen terms of a link or page, as its payer was shown them; nothing where the money is the merchant's at once. */
export function TermsFacts({ terms }: { terms: EscrowTerms | null }) {
  const t = useTranslations("escrow_terms");
  if (terms === null) return null;
  const { auto_release_days: days, ship_within_hours: hours, beneficiary, split, serial } = terms;
  return (
    <FactSection title={t("title")}>
      <Fact name={t("auto_release")}>{days === null ? t("never") : t("after_days", { days })}</Fact>
      <Fact name={t("ship_within")}>{hours === null ? null : t("within_hours", { hours })}</Fact>
      <Fact name={t("escrow_serial")}>{serial}</Fact>
      <Fact name={t("escrow_name")}>{beneficiary?.name}</Fact>
      <Fact name={t("escrow_iban")}>{beneficiary ? <span className="mono">{beneficiary.iban}</span> : null}</Fact>
      {split.map(({ kind, amount }) => (
        <Fact key={kind} name={t(`kind.${kind}`)}>
          <Money minorUnits={amount} />
        </Fact>
      ))}
    </FactSection>
  );
}
