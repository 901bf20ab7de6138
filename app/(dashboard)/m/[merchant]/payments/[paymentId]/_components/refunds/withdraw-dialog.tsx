"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/app/_components/refunds/confirm-dialog";
import { useRefundAction } from "@/app/_components/refunds/use-refund-action";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import type { RefundView } from "@/lib/refunds/schemas";
import { withdrawRefundAction } from "../../actions";

export function WithdrawDialog({ slug, refund, onClose }: { slug: string; refund: RefundView; onClose: () => void }) {
  const t = useTranslations("refunds");
  const notify = useNotify();
  const { run, busy, refusal } = useRefundAction(slug);
  const withdraw = () =>
    run(
      (command) => withdrawRefundAction(slug, command, refund.id),
      () => {
        onClose();
        notify(t("withdrawn"));
      },
    );
  return (
    <ConfirmDialog
      kind="withdraw"
      refund={refund}
      busy={busy}
      refusal={refusal}
      onConfirm={withdraw}
      onClose={onClose}
    />
  );
}
