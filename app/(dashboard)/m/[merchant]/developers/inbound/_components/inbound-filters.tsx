import Form from "next/form";
import { useTranslations } from "next-intl";
import { Button, ButtonLink } from "@/app/_components/ui/button";
import { Select } from "@/app/_components/ui/fields/select";
import { TextField } from "@/app/_components/ui/fields/text-field";
import { routes } from "@/app/_lib/routes";
import { TRUST_LEVELS, VERDICTS } from "@/lib/webhooks/inbox/schemas";
import type { InboundParams } from "../search-params";

type InboundFiltersProps = { slug: string; chosen: Omit<InboundParams, "after">; isFiltered: boolean };

/** A plain form: the address carries the filters, so that a link to a search can be kept and works without script. */
export function InboundFilters({ slug, chosen, isFiltered }: InboundFiltersProps) {
  const t = useTranslations("inbound");
  const trust = useTranslations("status.trust");
  const any = { value: "", label: t("filter.any") };
  const options = (values: readonly string[], label: (value: string) => string) => [
    any,
    ...values.map((value) => ({ value, label: label(value) })),
  ];
  return (
    <Form action={routes.inbound(slug)} className="record-filters" key={JSON.stringify(chosen)}>
      <Select
        id="status"
        name="status"
        label={t("filter.status")}
        options={options(VERDICTS, (value) => t(`status.${value}`))}
        defaultValue={chosen.status ?? ""}
      />
      <Select
        id="trust"
        name="trust"
        label={t("filter.trust")}
        options={options(TRUST_LEVELS, (value) => trust(value))}
        defaultValue={chosen.trust ?? ""}
      />
      <Select
        id="provider"
        name="provider"
        label={t("filter.provider")}
        options={options(["paynet", "paywall"], (value) => t(`provider.${value}`))}
        defaultValue={chosen.provider ?? ""}
      />
      <TextField id="q" name="q" label={t("filter.q")} defaultValue={chosen.q ?? ""} maxLength={100} data-search />
      <TextField id="from" name="from" type="date" label={t("filter.from")} defaultValue={chosen.from ?? ""} />
      <TextField id="to" name="to" type="date" label={t("filter.to")} defaultValue={chosen.to ?? ""} />
      <div className="record-filter-buttons">
        <Button type="submit">{t("filter.apply")}</Button>
        {isFiltered ? (
          <ButtonLink tone="ghost" href={routes.inbound(slug)}>
            {t("filter.clear")}
          </ButtonLink>
        ) : null}
      </div>
    </Form>
  );
}
