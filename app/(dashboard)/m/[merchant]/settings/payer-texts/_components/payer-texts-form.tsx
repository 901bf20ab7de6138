"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { RefusalNote } from "@/app/_components/refunds/refusal-note";
import { Button } from "@/app/_components/ui/button";
import { TextArea } from "@/app/_components/ui/fields/text-field";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import { Panel } from "@/app/_components/ui/panel";
import type { PayerTexts } from "@/lib/settings/payer-texts-schemas";
import { setPayerTextsAction } from "../actions";
import { PayerTextsPreview } from "./payer-texts-preview";

type PayerTextsFormProps = { slug: string; texts: PayerTexts; maySave: boolean };

const ROWS = 10;

/** Both texts with what the payer will see beside them; nothing is shown to payers before it is saved. */
export function PayerTextsForm({ slug, texts, maySave }: PayerTextsFormProps) {
  const t = useTranslations("payer_texts");
  const notify = useNotify();
  const [privacy, setPrivacy] = useState(texts.privacy ?? "");
  const [sales, setSales] = useState(texts.distance_sales ?? "");
  const [errors, setErrors] = useState<Record<string, string[]>>({});
  const [refusal, setRefusal] = useState<string>();
  const [busy, startTransition] = useTransition();
  const save = () =>
    startTransition(async () => {
      setErrors({});
      setRefusal(undefined);
      const answer = await setPayerTextsAction(slug, { privacy, distance_sales: sales }).catch(() => undefined);
      if (answer?.kind === "ok") notify(t("saved"));
      else if (answer?.kind === "invalid") setErrors(answer.fieldErrors);
      else setRefusal(t("failed", { code: answer?.kind === "error" ? answer.requestId : "–" }));
    });
  const errorsOf = (field: string) => errors[field]?.map(() => t("too_long"));
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <Panel id="texts" title={t("texts")}>
        <form
          className="panel-body grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            save();
          }}
        >
          <TextArea
            id="privacy"
            label={t("privacy")}
            hint={t("privacy_hint")}
            errors={errorsOf("privacy")}
            rows={ROWS}
            value={privacy}
            readOnly={!maySave}
            onChange={(event) => setPrivacy(event.target.value)}
          />
          <TextArea
            id="distance_sales"
            label={t("sales")}
            hint={t("sales_hint")}
            errors={errorsOf("distance_sales")}
            rows={ROWS}
            value={sales}
            readOnly={!maySave}
            onChange={(event) => setSales(event.target.value)}
          />
          <RefusalNote text={refusal} />
          {maySave ? (
            <div>
              <Button tone="primary" type="submit" busy={busy}>
                {t("save")}
              </Button>
            </div>
          ) : (
            <p className="hint">{t("read_only")}</p>
          )}
        </form>
      </Panel>
      <PayerTextsPreview privacy={privacy.trim()} sales={sales.trim()} />
    </div>
  );
}
