import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotAllowed } from "@/app/_components/lists/not-allowed";
import { requireMerchant } from "@/lib/auth/require-merchant";
import { BulkRefund } from "./_components/bulk-refund";

type PageProps = { params: Promise<{ merchant: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("refunds.bulk");
  return { title: t("title") };
}

export default async function BulkRefundPage({ params }: PageProps) {
  const { merchant: slug } = await params;
  const context = await requireMerchant(slug);
  if (!context.can("refunds:request")) return <NotAllowed role={context.user.role} />;
  return <BulkRefund slug={slug} />;
}
