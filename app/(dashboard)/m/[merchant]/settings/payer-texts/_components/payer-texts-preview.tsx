import { useTranslations } from "next-intl";
import { Panel } from "@/app/_components/ui/panel";

function Folded({ title, text }: { title: string; text: string }) {
  return (
    <details className="border-line rounded-md border px-3 py-2" open>
      <summary className="cursor-pointer font-medium">{title}</summary>
      <p className="mt-2 max-h-64 overflow-auto whitespace-pre-wrap text-ink-2">{text}</p>
    </details>
  );
}

/** As on the payment page: each text folded, one box to tick, and neither where there is no text. */
export function PayerTextsPreview({ privacy, sales }: { privacy: string; sales: string }) {
  const t = useTranslations("payer_texts");
  const isEmpty = privacy === "" && sales === "";
  return (
    <Panel id="preview" title={t("preview")}>
      <div className="panel-body grid gap-3">
        {isEmpty ? <p className="text-ink-3">{t("preview_none")}</p> : null}
        {privacy === "" ? null : <Folded title={t("privacy")} text={privacy} />}
        {sales === "" ? null : <Folded title={t("sales")} text={sales} />}
        {isEmpty ? null : <p className="hint">{t("preview_box")}</p>}
      </div>
    </Panel>
  );
}
