import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { formatMoney } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import { CheckingPage } from "./_components/checking-page";
import { ClosedPage } from "./_components/closed-page";
import { FailedPage } from "./_components/failed-page";
import { OfferPage } from "./_components/offer-page";
import { PaidPage } from "./_components/paid-page";
import { PayFrame } from "./_components/pay-frame";
import { RedirectingPage } from "./_components/redirecting-page";
import { readPage } from "./read-page";

type PageProps = { params: Promise<{ token: string }>; searchParams: Promise<{ returned?: string | string[] }> };

async function readFrom({ params, searchParams }: PageProps) {
  const [{ token }, { returned }] = await Promise.all([params, searchParams]);
  return { token, page: await readPage(token, returned === "1") };
}

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const [{ page }, t, locale] = await Promise.all([readFrom(props), getTranslations("pay"), getLocale()]);
  const test = page.mode === "test" && page.kind !== "not_found" ? "[TEST] " : "";
  const merchant = "merchant" in page ? ` · ${page.merchant.name}` : "";
  if (page.kind === "offer")
    return {
      title: { absolute: `${test}${formatMoney(BigInt(page.amount), "TRY", locale as MoneyLocale)}${merchant}` },
    };
  const title = page.kind === "failed" ? t(`failed.${page.reason}.title`) : t(`${page.kind}.title`);
  return { title: { absolute: `${test}${title}${merchant}` } };
}

export default async function PayPageRoute(props: PageProps) {
  const { token, page } = await readFrom(props);
  const isWide = page.kind === "offer" || page.kind === "paid";
  return (
    <PayFrame page={page} isWide={isWide}>
      {page.kind === "offer" ? <OfferPage page={page} /> : null}
      {page.kind === "redirecting" ? <RedirectingPage page={page} /> : null}
      {page.kind === "checking" ? <CheckingPage page={page} /> : null}
      {page.kind === "paid" ? <PaidPage page={page} /> : null}
      {page.kind === "failed" ? <FailedPage page={page} /> : null}
      <ClosedPage page={page} token={token} />
    </PayFrame>
  );
}
