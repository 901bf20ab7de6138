import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { routes } from "@/app/_lib/routes";
import { cardPath } from "@/lib/checkout/card-entry/card-path";
import { PayPageBody } from "./_components/pay-page-body";
import { pageTitle } from "./page-title";
import { readPage } from "./read-page";

type PageProps = { params: Promise<{ token: string }>; searchParams: Promise<{ returned?: string | string[] }> };

async function readFrom({ params, searchParams }: PageProps) {
  const [{ token }, { returned }] = await Promise.all([params, searchParams]);
  return { token, page: await readPage(token, returned === "1") };
}

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const { page } = await readFrom(props);
  return pageTitle(page);
}

export default async function PayPageRoute(props: PageProps) {
  const { token, page } = await readFrom(props);
  // The page whose browser gives the card away stands under an address of its own, which its policy is read from.
  if (page.kind === "checkout" && page.entry === "browser_token") redirect(cardPath(page, page.mode));
  return <PayPageBody page={page} token={token} address={routes.pay(token)} />;
}
