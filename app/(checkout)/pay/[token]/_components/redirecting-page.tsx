import { useTranslations } from "next-intl";
import type { PayPage } from "@/lib/checkout/schemas";
import { GoOn } from "./parts/go-on";
import { Tell } from "./parts/tell";
import { Verdict } from "./parts/verdict";

type Redirecting = Extract<PayPage, { kind: "redirecting" }>;

/** Leaving our origin is always a GET: this page is the step between our POST and the provider. */
export function RedirectingPage({ page }: { page: Redirecting }) {
  const t = useTranslations("pay");
  return (
    <div className="payer-stack tone-set-info">
      <Verdict icon="bank" title={t("redirecting.title")} amount={page.amount} />
      <div className="progress" role="progressbar" aria-label={t("redirecting.bar")}>
        <i />
      </div>
      <Tell
        rows={[
          { name: t("money"), text: t("redirecting.money"), isMoney: true },
          { name: t("now"), text: t("redirecting.now"), note: t("redirecting.now_note", { host: page.providerHost }) },
        ]}
      />
      <div className="payer-actions">
        <a className="payer-button" href={page.providerUrl} rel="noreferrer">
          {t("redirecting.go")}
        </a>
      </div>
      <GoOn address={page.providerUrl} />
    </div>
  );
}
