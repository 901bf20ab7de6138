import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotAllowed } from "@/app/_components/lists/not-allowed";
import { newCommandId } from "@/app/_lib/forms/command-id";
import { requireMerchant } from "@/lib/auth/require-merchant";
import { FreezeNote } from "../../_components/freeze-note";
import { ProviderTrouble } from "../../_components/provider-trouble";
import { CheckoutForm } from "./_components/checkout-form";

type PageProps = { params: Promise<{ merchant: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("checkouts.new");
  return { title: t("title") };
}

export default async function NewCheckoutPage({ params }: PageProps) {
  const { merchant: slug } = await params;
  const context = await requireMerchant(slug);
  if (!context.can("paylinks:write")) return <NotAllowed role={context.user.role} />;
  return (
    <>
      <FreezeNote slug={slug} context={context} />
      <ProviderTrouble context={context} />
      <CheckoutForm slug={slug} commandId={newCommandId()} />
    </>
  );
}
