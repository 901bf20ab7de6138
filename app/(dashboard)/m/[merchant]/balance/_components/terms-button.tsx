"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/app/_components/ui/button";
import type { SettlementTermsDto } from "@/lib/ledger/schemas";

const TermsDialog = dynamic(() => import("./terms-dialog").then((module) => module.TermsDialog), { ssr: false });

export function TermsButton({ slug, today, terms }: { slug: string; today: string; terms: SettlementTermsDto[] }) {
  const t = useTranslations("balance.terms");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        {t("edit")}
      </Button>
      {open ? <TermsDialog slug={slug} today={today} terms={terms} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
