"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/app/_components/ui/button";
import type { CaseView } from "@/lib/reconciliation/schemas";
import type { Fix } from "../actions";
import { FIX_KEYS, fixesOf } from "../fixes";

/** What may be done about one difference; the first mends it. Each has a key that works on the row in focus. */
export function FixButtons({ one, onFix }: { one: CaseView; onFix: (fix: Fix) => void }) {
  const t = useTranslations("reconciliation");
  const name = t(`reason.${one.reason}.title`);
  return (
    <span className="relative z-1 flex flex-wrap gap-2 py-1">
      {fixesOf(one).map((fix) => (
        <Button
          key={fix}
          size="sm"
          data-fix={FIX_KEYS[fix]}
          aria-keyshortcuts={FIX_KEYS[fix]}
          aria-label={`${t(`fix.${fix}`)}: ${name}`}
          onClick={() => onFix(fix)}
        >
          {t(`fix.${fix}`)}
        </Button>
      ))}
    </span>
  );
}
