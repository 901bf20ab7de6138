"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Icon } from "@/app/_components/icons";
import { Button } from "@/app/_components/ui/button";
import type { AccountName } from "./rule-list";

const RuleDialog = dynamic(() => import("./rule-dialog").then((module) => module.RuleDialog), { ssr: false });

export function AddRuleButton({ slug, accounts }: { slug: string; accounts: AccountName[] }) {
  const t = useTranslations("routing");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button tone="primary" onClick={() => setOpen(true)}>
        <Icon name="plus" />
        {t("add")}
      </Button>
      {open ? <RuleDialog slug={slug} accounts={accounts} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
