import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { Icon } from "@/app/_components/icons";
import { routes } from "@/app/_lib/routes";
import { PrintButton } from "../_components/parts/print-button";
import { PayFrame } from "../_components/pay-frame";
import { receiptSheet } from "../_components/receipt/receipt-sheet";
import { Slip } from "../_components/receipt/slip";
import { pageTitle } from "../page-title";
import { readPage } from "../read-page";

type PageProps = { params: Promise<{ token: string }> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { token } = await params;
  return pageTitle(await readPage(token, false));
}

/** The receipt of a paid page for an 80 mm roll; everything else has none and goes back to its page. */
export default async function SlipPage({ params }: PageProps) {
  const { token } = await params;
  const [page, locale, t] = await Promise.all([readPage(token, false), getLocale(), getTranslations("pay")]);
  if (page.kind !== "paid") redirect(routes.pay(token));
  return (
    <PayFrame page={page} isWide={false}>
      <div className="payer-stack slip-page">
        <h1 className="payer-h2 print-hidden">{t("slip.title")}</h1>
        <p className="payer-sub print-hidden">{t("slip.note")}</p>
        <Slip sheet={receiptSheet(page, locale, t)} label={t("slip.title")} />
        <div className="payer-actions">
          <PrintButton label={t("slip.print")} />
          <a className="payer-button" href={routes.payReceipt(token, "slip")}>
            <Icon name="download" />
            {t("slip.pdf")}
          </a>
          <a className="payer-button" href={routes.pay(token)}>
            {t("slip.back")}
          </a>
        </div>
      </div>
    </PayFrame>
  );
}
