import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { routes } from "@/app/_lib/routes";
import { cardPath } from "@/lib/checkout/card-entry/card-path";
import { PayPageBody } from "./_components/pay-page-body";
import { pageTitle } from "./page-title";
import { cardNoticeOf, readPage } from "./read-page";

type PageProps = {
  params: Promise<{ token: string }>;
  searchParams: Promise<Record<"returned" | "card", string | string[] | undefined>>;
};

async function readFrom({ params, searchParams }: PageProps) {
  const [{ token }, { returned, card }] = await Promise.all([params, searchParams]);
  return { token, notice: cardNoticeOf(card), page: await readPage(token, returned === "1") };
}

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const { page } = await readFrom(props);
  return pageTitle(page);
}

export default async function PayPageRoute(props: PageProps) {
  const { token, page, notice } = await readFrom(props);
  // The page whose browser gives the card away stands under an address of its own, which its policy is read from.
  if (page.kind === "checkout" && page.entry === "browser_token") {
    redirect(`${cardPath(page, page.mode)}${notice ? `?card=${notice}` : ""}`);
  }
  return <PayPageBody page={page} token={token} address={routes.pay(token)} cardNotice={notice} />;
}
