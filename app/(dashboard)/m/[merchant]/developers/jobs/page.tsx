import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotAllowed } from "@/app/_components/lists/not-allowed";
import { PageHead } from "@/app/_components/ui/page-head";
import { queryKeys } from "@/app/_lib/query-keys";
import { requireMerchant } from "@/lib/auth/require-merchant";
import { listDeadLetters } from "@/lib/jobs/queries";
import { DeadLetterFilter } from "@/lib/jobs/schemas";
import { JobList } from "./_components/job-list";
import { toApiFilter } from "./list-params";
import { parseJobListParams } from "./search-params";

type PageProps = {
  params: Promise<{ merchant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("jobs");
  return { title: t("title") };
}

export default async function JobsPage({ params, searchParams }: PageProps) {
  const [{ merchant: slug }, raw, t] = await Promise.all([params, searchParams, getTranslations("jobs")]);
  const context = await requireMerchant(slug);
  if (!context.can("jobs:read")) return <NotAllowed role={context.user.role} />;

  const list = parseJobListParams(raw);
  const filter = toApiFilter(list);
  const client = new QueryClient();
  await client.prefetchQuery({
    queryKey: queryKeys.jobs(slug, filter),
    queryFn: () => listDeadLetters(context, DeadLetterFilter.parse(filter)),
  });
  return (
    <>
      <PageHead title={t("title")} note={t("note")} />
      <HydrationBoundary state={dehydrate(client)}>
        <JobList
          slug={slug}
          params={list}
          mayRedrive={context.can("jobs:redrive")}
          mayMoveMoney={context.can("refunds:request")}
        />
      </HydrationBoundary>
    </>
  );
}
