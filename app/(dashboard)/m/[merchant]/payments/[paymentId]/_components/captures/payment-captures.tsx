"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { BecauseLine } from "@/app/_components/because-line";
import { ExactTime } from "@/app/_components/exact-time";
import { ListError } from "@/app/_components/lists/list-error";
import { Money } from "@/app/_components/money";
import { CaptureStatusBadge } from "@/app/_components/status-badge";
import { Button } from "@/app/_components/ui/button";
import { Panel } from "@/app/_components/ui/panel";
import { getJson } from "@/app/_lib/api-client";
import { queryKeys } from "@/app/_lib/query-keys";
import { routes } from "@/app/_lib/routes";
import type { CaptureDto } from "@/lib/captures/schemas";
import { formatMoney } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import type { PaymentDto } from "@/lib/payments/schemas";

const CaptureDialog = dynamic(() => import("./capture-dialog").then((module) => module.CaptureDialog), { ssr: false });
const VoidHoldDialog = dynamic(() => import("./void-hold-dialog").then((module) => module.VoidHoldDialog), {
  ssr: false,
});

const OPEN = ["requested", "sending", "unknown"];

/** Asked only of a payment that was ever authorised; buttons and history share the answer. */
function useCaptures(slug: string, payment: PaymentDto) {
  return useQuery({
    queryKey: queryKeys.paymentCaptures(slug, payment.id),
    queryFn: ({ signal }) => getJson<CaptureDto[]>(routes.api.paymentCaptures(slug, payment.id), signal),
    enabled: payment.amount_authorised !== null,
  });
}

type CaptureButtonsProps = { slug: string; payment: PaymentDto; mayAct: boolean };

/** Capture and void of a held amount; while one is under way neither can be asked for, and the page says so. */
export function CaptureButtons({ slug, payment, mayAct }: CaptureButtonsProps) {
  const t = useTranslations("captures");
  const locale = useLocale() as MoneyLocale;
  const [open, setOpen] = useState<"capture" | "void" | undefined>();
  const held = BigInt(payment.amount_authorised ?? 0);
  const captures = useCaptures(slug, payment);
  const pending = captures.data?.find(({ status }) => OPEN.includes(status));
  const why = pending
    ? t(`pending.${pending.kind}`, { amount: formatMoney(BigInt(pending.amount), "TRY", locale) })
    : mayAct
      ? t("held", { amount: formatMoney(held, "TRY", locale) })
      : t("not_permitted");
  const disabled = captures.data === undefined || pending !== undefined || !mayAct;
  const close = () => setOpen(undefined);
  return (
    <div className="grid justify-items-end gap-1 max-md:justify-items-start">
      <div className="page-actions">
        <Button disabled={disabled} onClick={() => setOpen("void")} aria-describedby="capture-why">
          {t("void")}
        </Button>
        <Button tone="primary" disabled={disabled} onClick={() => setOpen("capture")} aria-describedby="capture-why">
          {t("capture")}
        </Button>
      </div>
      <p className="hint" id="capture-why">
        {why}
      </p>
      {open === "capture" ? <CaptureDialog slug={slug} paymentId={payment.id} held={held} onClose={close} /> : null}
      {open === "void" ? <VoidHoldDialog slug={slug} paymentId={payment.id} held={held} onClose={close} /> : null}
    </div>
  );
}

/** What was asked for the held amount, newest first, each with its because. */
export function PaymentCaptures({ slug, payment }: { slug: string; payment: PaymentDto }) {
  const t = useTranslations("captures");
  const captures = useCaptures(slug, payment);
  if (captures.data === undefined) {
    return captures.error ? (
      <div className="panel">
        <ListError error={captures.error} retry={() => void captures.refetch()} />
      </div>
    ) : null;
  }
  if (captures.data.length === 0) return null;
  return (
    <Panel id="captures" title={t("history")}>
      <ul>
        {captures.data.map((capture) => (
          <li key={capture.id} className="grid gap-1 border-b border-line-soft px-4 py-3 last:border-0">
            <div className="flex flex-wrap items-baseline justify-between gap-2">
              <span className="flex items-baseline gap-3">
                <CaptureStatusBadge status={capture.status} />
                <span className="text-ink-2">{t(`kind.${capture.kind}`)}</span>
              </span>
              <span className="flex items-baseline gap-3">
                <span className="text-ink-3">
                  <ExactTime iso={capture.created_at} form="short" />
                </span>
                <Money minorUnits={BigInt(capture.amount)} />
              </span>
            </div>
            <BecauseLine because={capture.because} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
