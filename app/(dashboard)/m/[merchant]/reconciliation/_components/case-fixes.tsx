"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/app/_components/ui/button";
import type { CaseView } from "@/lib/reconciliation/schemas";
import type { Fix } from "../actions";
import { fixesOf } from "../fixes";

const FixDialog = dynamic(() => import("./dialogs/fix-dialog").then((module) => module.FixDialog), { ssr: false });

type FixesProps = { slug: string; one: CaseView; team: readonly { id: string; name: string }[] };

/** The fixes of one case, the one that mends it first. */
export function CaseFixes({ slug, one, team }: FixesProps) {
  const t = useTranslations("reconciliation");
  const [chosen, setChosen] = useState<Fix | undefined>();
  const fixes: Fix[] = one.status === "resolved" ? [] : [...fixesOf(one), "assign"];
  return (
    <span className="flex flex-wrap gap-2">
      {fixes.map((fix, index) => (
        <Button key={fix} tone={index === 0 ? "primary" : "plain"} onClick={() => setChosen(fix)}>
          {t(`fix.${fix}`)}
        </Button>
      ))}
      {chosen ? (
        <FixDialog slug={slug} one={one} fix={chosen} team={team} onClose={() => setChosen(undefined)} />
      ) : null}
    </span>
  );
}
