import Form from "next/form";
import { useTranslations } from "next-intl";
import { Button, ButtonLink } from "@/app/_components/ui/button";
import { Select } from "@/app/_components/ui/fields/select";
import { TextField } from "@/app/_components/ui/fields/text-field";
import { routes } from "@/app/_lib/routes";
import { ACTOR_KINDS, AUDIT_SUBJECTS } from "@/lib/audit/schemas";
import type { AuditParams } from "../search-params";

type AuditFiltersProps = {
  slug: string;
  chosen: Omit<AuditParams, "after">;
  team: { id: string; name: string }[];
  isFiltered: boolean;
};

/** A plain form: the address carries the filters, so a link to a search can be kept and sent; it works without script. */
export function AuditFilters({ slug, chosen, team, isFiltered }: AuditFiltersProps) {
  const t = useTranslations("audit");
  const actors = [
    { value: "", label: t("anyone") },
    ...team.map(({ id, name }) => ({ value: id, label: name })),
    ...ACTOR_KINDS.map((kind) => ({ value: kind, label: t(`actor.${kind}`) })),
  ];
  const subjects = [
    { value: "", label: t("anything") },
    ...AUDIT_SUBJECTS.map((kind) => ({ value: kind, label: t(`subject.${kind}`) })),
  ];
  return (
    <Form action={routes.audit(slug)} className="record-filters" key={JSON.stringify(chosen)}>
      <Select id="actor" name="actor" label={t("filter.actor")} options={actors} defaultValue={chosen.actor ?? ""} />
      <Select
        id="subject"
        name="subject"
        label={t("filter.subject")}
        options={subjects}
        defaultValue={chosen.subject ?? ""}
      />
      <TextField id="q" name="q" label={t("filter.id")} defaultValue={chosen.q ?? ""} maxLength={80} data-search />
      <TextField id="from" name="from" type="date" label={t("filter.from")} defaultValue={chosen.from ?? ""} />
      <TextField id="to" name="to" type="date" label={t("filter.to")} defaultValue={chosen.to ?? ""} />
      <div className="record-filter-buttons">
        <Button type="submit">{t("filter.apply")}</Button>
        {isFiltered ? (
          <ButtonLink tone="ghost" href={routes.audit(slug)}>
            {t("clear")}
          </ButtonLink>
        ) : null}
      </div>
    </Form>
  );
}
