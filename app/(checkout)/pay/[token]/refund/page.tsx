import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { routes } from "@/app/_lib/routes";
import { RefundTracker } from "../_components/delivery/refund-tracker";
import { PayFrame } from "../_components/pay-frame";
import { readPage } from "../read-page";

type PageProps = { params: Promise<{ token: string }> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { token } = await params;
  const [page, t] = await Promise.all([readPage(token, false), getTranslations("delivery.refund")]);
  const test = page.mode === "test" && page.kind !== "not_found" ? "[TEST] " : "";
  const merchant = "merchant" in page ? ` · ${page.merchant.name}` : "";
  return { title: { absolute: `${test}${t("page")}${merchant}` } };
}

/** The newest refund step by step; a payment without one goes back to its page. */
export default async function RefundPage({ params }: PageProps) {
  const { token } = await params;
  const page = await readPage(token, false);
  if (page.kind !== "paid" || page.refund === null) redirect(routes.pay(token));
  return (
    <PayFrame page={page} isWide={false}>
      <RefundTracker page={page} refund={page.refund} />
    </PayFrame>
  );
}
