import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { routes } from "@/app/_lib/routes";
import { readTell } from "@/lib/checkout/delivery/tells";
import { DELIVERY_LOOKS, DeliveryBody } from "../_components/delivery/delivery-body";
import { PayFrame } from "../_components/pay-frame";
import { readPage } from "../read-page";

type PageProps = {
  params: Promise<{ token: string }>;
  searchParams: Promise<Record<"tell", string | string[] | undefined>>;
};

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { token } = await params;
  const [page, t] = await Promise.all([readPage(token, false), getTranslations("delivery.next")]);
  const test = page.mode === "test" && page.kind !== "not_found" ? "[TEST] " : "";
  const merchant = "merchant" in page ? ` · ${page.merchant.name}` : "";
  // A form without script names its origin only so; other sites learn no more than under "no-referrer".
  return { title: { absolute: `${test}${t("follow")}${merchant}` }, referrer: "same-origin" };
}

/** Confirm, object, or read what became of it. Money that is not held any more is told on the payment's own page. */
export default async function DeliveryPage({ params, searchParams }: PageProps) {
  const [{ token }, { tell }] = await Promise.all([params, searchParams]);
  const page = await readPage(token, false);
  if (page.kind !== "paid" || page.delivery === null) redirect(routes.pay(token));
  const look = DELIVERY_LOOKS[page.delivery.stage];
  if (look === undefined) redirect(page.delivery.stage === "returning" ? routes.payRefund(token) : routes.pay(token));
  return (
    <PayFrame page={page} isWide={false}>
      <DeliveryBody page={page} delivery={page.delivery} tell={readTell(tell)} look={look} />
    </PayFrame>
  );
}
