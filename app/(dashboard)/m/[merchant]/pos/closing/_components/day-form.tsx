import { useTranslations } from "next-intl";
import { Button } from "@/app/_components/ui/button";
import { Select } from "@/app/_components/ui/fields/select";
import { TextField } from "@/app/_components/ui/fields/text-field";

type DayFormProps = { day: string; today: string; cashier: string; team: { id: string; name: string }[] };

/** Which day, and for those who sign, whose; a plain form, so that the choice stands in the address. */
export function DayForm({ day, today, cashier, team }: DayFormProps) {
  const t = useTranslations("closing");
  return (
    <form className="mb-4 flex flex-wrap items-end gap-3" method="get">
      <TextField id="closing-day" name="day" type="date" label={t("day")} defaultValue={day} max={today} />
      {team.length === 0 ? null : (
        <Select
          id="closing-cashier"
          name="cashier"
          label={t("cashier")}
          defaultValue={cashier}
          options={team.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <Button type="submit">{t("show")}</Button>
    </form>
  );
}
