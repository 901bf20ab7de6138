"use client";

import { useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import { Checkbox } from "@/app/_components/ui/fields/checkbox";
import { Select } from "@/app/_components/ui/fields/select";
import { TextField } from "@/app/_components/ui/fields/text-field";
import type { Capabilities } from "@/lib/providers/capabilities";
import { FormText, useFieldErrors } from "./form-text";
import type { FormFieldMap } from "./paylink-form";

const HERE = ["agent_note", "user_name", "agent_id", "pos_type", "success_url", "failure_url"];

type MoreProps = { fields: FormFieldMap; can: Capabilities["paymentLinks"] };

/** Sub-dealers and kinds of POS. */
function RoutingSection({ fields }: Pick<MoreProps, "fields">) {
  const t = useTranslations("create");
  const common = useTranslations("common");
  const errorsOf = useFieldErrors();
  return (
    <div>
      <h3>{t("routing")}</h3>
      <div className="pair">
        <FormText fields={fields} name="agent_id" label={t("agent_id")} hint={t("agent_hint")} maxLength={20} />
        <Select
          id={fields.pos_type?.id ?? "pos_type"}
          name="pos_type"
          label={t("pos_type")}
          optional={common("optional")}
          errors={errorsOf(fields.pos_type?.errors)}
          options={[
            { value: "", label: t("pos.default") },
            { value: "1", label: t("pos.1") },
            { value: "5", label: t("pos.5") },
          ]}
        />
      </div>
    </div>
  );
}

/** Rarely needed parameters. A mistake in one of them opens the fold. */
export function MoreSections({ fields, can }: MoreProps) {
  const t = useTranslations("create");
  const hasMistake = HERE.some((name) => (fields[name]?.errors?.length ?? 0) > 0);
  return (
    <details className="create-more" open={hasMistake || undefined}>
      <summary>
        <Icon name="right" />
        {t("more")}
      </summary>
      <div>
        <h3>{t("report")}</h3>
        <div className="group">
          <FormText fields={fields} name="agent_note" label={t("agent_note")} multiline maxLength={500} />
          {can.dealers ? <FormText fields={fields} name="user_name" label={t("user_name")} maxLength={60} /> : null}
        </div>
      </div>
      {can.dealers ? <RoutingSection fields={fields} /> : null}
      <div>
        <h3>{t("redirects")}</h3>
        <div className="group">
          <FormText
            fields={fields}
            name="success_url"
            label={t("success_url")}
            hint={t("url_hint")}
            type="url"
            inputMode="url"
            maxLength={500}
          />
          <FormText
            fields={fields}
            name="failure_url"
            label={t("failure_url")}
            type="url"
            inputMode="url"
            maxLength={500}
          />
        </div>
      </div>
      <div>
        <h3>{t("confirmation")}</h3>
        <div className="group">
          <Checkbox name="send_confirmation_mail" label={t("confirmation_mail")} defaultChecked />
          <TextField
            id="confirmation_url"
            label={t("confirmation_url")}
            value={t("confirmation_url_value")}
            hint={t("confirmation_url_hint")}
            readOnly
            disabled
          />
        </div>
      </div>
    </details>
  );
}
