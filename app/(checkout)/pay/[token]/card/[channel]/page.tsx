import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { routes } from "@/app/_lib/routes";
import { cardPath } from "@/lib/checkout/card-entry/card-path";
import { PayPageBody } from "../../_components/pay-page-body";
import { pageTitle } from "../../page-title";
import { cardNoticeOf, readPage } from "../../read-page";

type PageProps = {
  params: Promise<{ token: string; channel: string }>;
  searchParams: Promise<Record<"card", string | string[] | undefined>>;
};

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { token } = await params;
  return pageTitle(await readPage(token, false));
}

/** The one page from which a browser may speak to a provider. Any other state of the checkout goes back to its address. */
export default async function CardPageRoute({ params, searchParams }: PageProps) {
  const { token, channel } = await params;
  const page = await readPage(token, false);
  if (page.kind !== "checkout" || page.entry !== "browser_token") redirect(routes.pay(token));
  const path = cardPath(page, page.mode);
  if (!path.endsWith(`/${channel}`)) redirect(path);
  const notice = cardNoticeOf((await searchParams).card);
  return <PayPageBody page={page} token={token} address={path} cardNotice={notice} />;
}
