"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Icon } from "@/app/_components/icons";
import { CopyField } from "@/app/_components/ui/copy-button";
import { Link } from "@/app/_components/ui/link";
import { Panel } from "@/app/_components/ui/panel";
import { routes } from "@/app/_lib/routes";
import { formatMoney } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import type { PaylinkView } from "@/lib/paylinks/schemas";

type SharePanelProps = {
  slug: string;
  link: PaylinkView;
  merchantName: string;
  mayCreate: boolean;
  qr: ReactNode;
  downloads: { svg: string; png: string };
};

/** Everything needed to hand the link to the customer; of a link that takes no payment only its address is left. */
export function SharePanel({ slug, link, merchantName, mayCreate, qr, downloads }: SharePanelProps) {
  const t = useTranslations("paylink");
  const locale = useLocale() as MoneyLocale;
  const open = link.status === "active" || link.status === "creating";
  const amount = formatMoney(BigInt(link.amount), link.currency, locale);
  const message = t("whatsapp_text", {
    merchant: merchantName,
    note: link.note ? `${link.note}, ` : "",
    amount,
    url: link.share_url,
  });
  const file = `vezne-${link.reference_no ?? link.id.slice(-8)}`;
  return (
    <Panel
      id="share"
      className="share"
      title={t("share")}
      aside={<span className="hint">{open ? t("share_open") : t("share_closed")}</span>}
    >
      {open ? <div className="share-qr">{qr}</div> : null}
      <div className="share-body">
        <CopyField value={link.share_url} label={t("link_label")} />
        {link.status === "creating" ? <p className="hint">{t("preparing")}</p> : null}
        <div className="share-buttons">
          {open ? (
            <a className="button" href={routes.whatsapp(message)} target="_blank" rel="noreferrer noopener">
              <Icon name="chat" />
              {t("whatsapp")}
            </a>
          ) : null}
          <a className="button" href={link.share_url} target="_blank" rel="noreferrer noopener">
            <Icon name="external" />
            {t("open")}
          </a>
        </div>
        {open ? <p className="hint">{t("whatsapp_note")}</p> : null}
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
      {mayCreate ? (
        <Link className="share-row font-medium" href={routes.newPaylink(slug)}>
          <span className="flex items-center gap-2">
            <Icon name="plus" />
            {t("another")}
          </span>
          <kbd className="max-md:hidden">C</kbd>
        </Link>
      ) : null}
    </Panel>
  );
}
