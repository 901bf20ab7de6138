"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { caseNumber } from "@/app/_components/escrow/case-words";
import { Icon } from "@/app/_components/icons";
import { ListError } from "@/app/_components/lists/list-error";
import { Link } from "@/app/_components/ui/link";
import { getJson } from "@/app/_lib/api-client";
import { queryKeys } from "@/app/_lib/query-keys";
import { routes } from "@/app/_lib/routes";
import type { EscrowCase } from "@/lib/escrow/desk/escrow-view";
import { CaseFacts } from "./case-facts";
import { CaseHead } from "./case-head";
import { CaseLedger } from "./case-ledger";
import { CaseSide } from "./side/case-side";
import { CaseStory } from "./story/case-story";

/** One case: the books left, what happened in the middle, what can be done on the right. */
export function CasePage({ slug, id }: { slug: string; id: string }) {
  const t = useTranslations();
  const found = useQuery({
    queryKey: queryKeys.escrowCase(slug, id),
    queryFn: ({ signal }) => getJson<EscrowCase>(routes.api.escrowCase(slug, id), signal),
  });
  if (!found.data) return found.error ? <ListError error={found.error} retry={() => void found.refetch()} /> : null;
  const escrow = found.data;
  return (
    <>
      <nav className="crumb" aria-label={t("common.you_are_here")}>
        <Link href={routes.escrow(slug)}>{t("escrow.title")}</Link>
        <Icon name="right" />
        <span aria-current="page">{t("escrow.case", { number: caseNumber(id) })}</span>
      </nav>
      <CaseHead escrow={escrow} />
      <div className="case-grid">
        <CaseSide slug={slug} escrow={escrow} />
        <CaseStory slug={slug} escrow={escrow} />
        <div className="case-ledger">
          <CaseLedger escrow={escrow} />
          <CaseFacts slug={slug} escrow={escrow} />
          {escrow.held_at === null ? null : (
            <p className="px-1">
              <a className="link inline-flex items-center gap-1.5" href={routes.api.escrowPack(slug, id)} download>
                <Icon name="download" />
                {t("escrow.pack")}
              </a>
            </p>
          )}
        </div>
      </div>
    </>
  );
}
