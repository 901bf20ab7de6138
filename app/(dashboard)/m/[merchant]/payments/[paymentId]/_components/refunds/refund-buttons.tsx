"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/app/_components/ui/button";
import type { PaymentDto } from "@/lib/payments/schemas";
import { type RefundTerms, refundBlock, voidBlock } from "./refund-terms";

const RefundDialog = dynamic(() => import("./refund-dialog").then((module) => module.RefundDialog), { ssr: false });
const VoidDialog = dynamic(() => import("./void-dialog").then((module) => module.VoidDialog), { ssr: false });

type RefundButtonsProps = { slug: string; payment: PaymentDto; terms: RefundTerms; mayRequest: boolean };

/** A disabled button says why beside it. */
export function RefundButtons({ slug, payment, terms, mayRequest }: RefundButtonsProps) {
  const t = useTranslations("refunds.act");
  const [open, setOpen] = useState<"refund" | "void" | undefined>();
  const block = refundBlock(payment, terms, mayRequest);
  const noVoid = block ?? voidBlock(terms);
  const close = () => setOpen(undefined);
  return (
    <div className="grid justify-items-end gap-1 max-md:justify-items-start">
      <div className="page-actions">
        {block ? null : (
          <Button
            disabled={noVoid !== undefined}
            onClick={() => setOpen("void")}
            aria-describedby={noVoid ? "refund-block" : undefined}
          >
            {t("void")}
          </Button>
        )}
        <Button
          tone="caution"
          data-shortcut="r"
          aria-keyshortcuts="r"
          disabled={block !== undefined}
          onClick={() => setOpen("refund")}
          aria-describedby={block ? "refund-block" : undefined}
        >
          {t("refund")}
        </Button>
      </div>
      {noVoid ? (
        <p className="hint" id="refund-block">
          {t(noVoid)}
        </p>
      ) : null}
      {open === "refund" ? <RefundDialog slug={slug} paymentId={payment.id} terms={terms} onClose={close} /> : null}
      {open === "void" ? <VoidDialog slug={slug} paymentId={payment.id} terms={terms} onClose={close} /> : null}
    </div>
  );
}
