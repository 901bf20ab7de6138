import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotAllowed } from "@/app/_components/lists/not-allowed";
import { newCommandId } from "@/app/_lib/forms/command-id";
import { requireMerchant } from "@/lib/auth/require-merchant";
import { linkAbilities } from "@/lib/settings/link-abilities.queries";
import { ProviderTrouble } from "../../_components/provider-trouble";
import { PaylinkForm } from "./_components/paylink-form";
import { createPaylinkAction } from "./actions";

type PageProps = { params: Promise<{ merchant: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("create");
  return { title: t("title") };
}

export default async function NewPaylinkPage({ params }: PageProps) {
  const { merchant: slug } = await params;
  const context = await requireMerchant(slug);
  if (!context.can("paylinks:write")) return <NotAllowed role={context.user.role} />;
  const { merchant } = context;
  return (
    <>
      <ProviderTrouble context={context} />
      <PaylinkForm
        slug={slug}
        merchant={{ name: merchant.name, descriptor: merchant.descriptor }}
        commandId={newCommandId()}
        can={await linkAbilities(context)}
        action={createPaylinkAction.bind(null, slug)}
      />
    </>
  );
}
