"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Icon } from "@/app/_components/icons";
import { Link } from "@/app/_components/ui/link";
import { PageHead } from "@/app/_components/ui/page-head";
import { routes } from "@/app/_lib/routes";
import type { BulkResult } from "@/lib/refunds/bulk/schemas";
import type { BulkPreview } from "../actions";
import { ConfirmStep } from "./confirm-step";
import { ListStep } from "./list-step";
import { ResultStep } from "./result-step";

/** Three steps on one page: the list, what would become of it, what became of it. */
export function BulkRefund({ slug }: { slug: string }) {
  const t = useTranslations();
  const [list, setList] = useState({ text: "", reason: "" });
  const [preview, setPreview] = useState<BulkPreview | undefined>();
  const [result, setResult] = useState<BulkResult | undefined>();
  return (
    <>
      <nav className="crumb" aria-label={t("common.you_are_here")}>
        <Link href={routes.refunds(slug)}>{t("refunds.title")}</Link>
        <Icon name="right" />
        <span aria-current="page">{t("refunds.bulk.title")}</span>
      </nav>
      <PageHead title={t("refunds.bulk.title")} note={t("refunds.bulk.note")} />
      {result ? <ResultStep slug={slug} result={result} /> : null}
      {!result && preview ? (
        <ConfirmStep
          slug={slug}
          preview={preview}
          reason={list.reason}
          onBack={() => setPreview(undefined)}
          onDone={setResult}
        />
      ) : null}
      {result || preview ? null : <ListStep slug={slug} list={list} onChange={setList} onPlanned={setPreview} />}
    </>
  );
}
