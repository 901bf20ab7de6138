"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Icon } from "@/app/_components/icons";
import { CopyField } from "@/app/_components/ui/copy-button";
import { Panel } from "@/app/_components/ui/panel";
import { routes } from "@/app/_lib/routes";
import type { CheckoutView } from "@/lib/checkout/sessions/schemas";
import { formatMoney } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";

type CheckoutShareProps = {
  checkout: CheckoutView;
  merchantName: string;
  qr: ReactNode;
  downloads: { svg: string; png: string };
};

/** Everything needed to hand the page to the customer; of a page that takes no payment only its address is left. */
export function CheckoutShare({ checkout, merchantName, qr, downloads }: CheckoutShareProps) {
  const t = useTranslations("checkouts.one");
  const locale = useLocale() as MoneyLocale;
  const open = checkout.status === "open" || checkout.status === "processing";
  const message = t("whatsapp_text", {
    merchant: merchantName,
    note: checkout.description ? `${checkout.description}, ` : "",
    amount: formatMoney(BigInt(checkout.amount), checkout.currency, locale),
    url: checkout.url,
  });
  const file = `vezne-${checkout.reference_no ?? checkout.id.slice(-8)}`;
  return (
    <Panel
      id="share"
      className="share"
      title={t("share")}
      aside={<span className="hint">{open ? t("share_open") : t("share_closed")}</span>}
    >
      {open ? <div className="share-qr">{qr}</div> : null}
      <div className="share-body">
        <CopyField value={checkout.url} label={t("address")} />
        <div className="share-buttons">
          {open ? (
            <a className="button" href={routes.whatsapp(message)} target="_blank" rel="noreferrer noopener">
              <Icon name="chat" />
              {t("whatsapp")}
            </a>
          ) : null}
          <a className="button" href={checkout.url} target="_blank" rel="noreferrer noopener">
            <Icon name="external" />
            {t("open")}
          </a>
        </div>
      </div>
      {open ? (
        <div className="share-row">
          <span className="text-ink-3">{t("qr_download")}</span>
          <span className="flex gap-4">
            <a className="link" href={downloads.svg} download={`${file}.svg`}>
              SVG
            </a>
            <a className="link" href={downloads.png} download={`${file}.png`}>
              PNG
            </a>
          </span>
        </div>
      ) : null}
    </Panel>
  );
}
