import { useTranslations } from "next-intl";
import { Panel } from "@/app/_components/ui/panel";
import type { ClosingView, OpenDay } from "@/lib/pos/closing/schemas";
import { CountForm } from "./count-form";

type OpenBranchProps = {
  slug: string;
  day: string;
  cashier: string;
  group: OpenDay["branches"][number];
  before: ClosingView | undefined;
};

/** One branch of the day that nobody has locked yet. */
export function OpenBranch({ slug, day, cashier, group, before }: OpenBranchProps) {
  const t = useTranslations("closing");
  const { branch, expected, items } = group;
  return (
    <Panel
      id={`open-${branch?.id ?? "none"}`}
      title={t("to_count", { branch: branch?.name ?? t("no_branch") })}
      aside={<span className="text-ink-3">{t("items", { count: items })}</span>}
    >
      <CountForm
        slug={slug}
        of={{ day, cashier_id: cashier, branch_id: branch?.id ?? "" }}
        expected={expected}
        before={before && { counted: before.counted, reason: before.reason }}
      />
    </Panel>
  );
}
