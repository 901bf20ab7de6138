"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { RelativeTime } from "@/app/_components/date-time";
import { ListError } from "@/app/_components/lists/list-error";
import { Money } from "@/app/_components/money";
import { useRefundAction } from "@/app/_components/refunds/use-refund-action";
import { Button } from "@/app/_components/ui/button";
import { Link } from "@/app/_components/ui/link";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import { Panel } from "@/app/_components/ui/panel";
import { getJson } from "@/app/_lib/api-client";
import { queryKeys } from "@/app/_lib/query-keys";
import { routes } from "@/app/_lib/routes";
import type { ListPage } from "@/lib/paylinks/schemas";
import type { RefundView } from "@/lib/refunds/schemas";
import { rejectRefundAction } from "../actions";
import { APPROVALS } from "../list-params";

const ApproveDialog = dynamic(() => import("./approve-dialog").then((module) => module.ApproveDialog), { ssr: false });
const ConfirmDialog = dynamic(
  () => import("@/app/_components/refunds/confirm-dialog").then((module) => module.ConfirmDialog),
  { ssr: false },
);

type Choice = { kind: "approve" | "reject"; refund: RefundView };

function Approval({
  slug,
  refund,
  mayApprove,
  onChoose,
}: {
  slug: string;
  refund: RefundView;
  mayApprove: boolean;
  onChoose: (choice: Choice) => void;
}) {
  const t = useTranslations("refunds.approvals");
  const common = useTranslations("refunds");
  const name = refund.requested_by_name ?? common("someone");
  const mayDecide = mayApprove && !refund.is_own;
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 border-b border-line-soft px-4 py-3 last:border-0">
      <div className="min-w-0 flex-[1_1_240px]">
        <p>
          <b className="font-semibold">
            <Money minorUnits={refund.amount} />
          </b>{" "}
          <span className="text-ink-2">{t("asked", { name })}</span>{" "}
          <span className="text-ink-2">
            <RelativeTime iso={refund.created_at} />
          </span>
        </p>
        <p className="text-ink-2 wrap-anywhere">“{refund.reason}”</p>
        <Link className="link text-12" href={routes.payment(slug, refund.payment_id)}>
          {t("open")} <span className="mono">{refund.payment_id.slice(-8)}</span>
        </Link>
      </div>
      {mayDecide ? (
        <div className="page-actions">
          <Button onClick={() => onChoose({ kind: "reject", refund })}>{t("reject")}</Button>
          <Button tone="primary" onClick={() => onChoose({ kind: "approve", refund })}>
            {t("approve")}
          </Button>
        </div>
      ) : (
        <p className="hint">{t(refund.is_own ? "own" : "not_permitted")}</p>
      )}
    </li>
  );
}

function RejectDialog({ slug, refund, onClose }: { slug: string; refund: RefundView; onClose: () => void }) {
  const t = useTranslations("refunds");
  const notify = useNotify();
  const { run, busy, refusal } = useRefundAction(slug);
  const reject = () =>
    run(
      (command) => rejectRefundAction(slug, command, refund.id),
      () => {
        onClose();
        notify(t("rejected"));
      },
    );
  return (
    <ConfirmDialog kind="reject" refund={refund} busy={busy} refusal={refusal} onConfirm={reject} onClose={onClose} />
  );
}

/** What waits for a second person stands above everything else. */
export function Approvals({ slug, mayApprove }: { slug: string; mayApprove: boolean }) {
  const t = useTranslations("refunds.approvals");
  const [choice, setChoice] = useState<Choice | undefined>();
  const list = useQuery({
    queryKey: queryKeys.refunds(slug, APPROVALS),
    queryFn: ({ signal }) => getJson<ListPage<RefundView>>(routes.api.refunds(slug, APPROVALS), signal),
  });
  const waiting = list.data?.data ?? [];
  const close = () => setChoice(undefined);
  return (
    <>
      {list.isError && !list.data ? (
        <Panel id="approvals" title={t("title")}>
          <ListError error={list.error} retry={() => void list.refetch()} />
        </Panel>
      ) : null}
      {waiting.length > 0 ? (
        <Panel
          id="approvals"
          title={t("title")}
          aside={<span className="hint">{t("count", { count: waiting.length })}</span>}
        >
          <ul>
            {waiting.map((refund) => (
              <Approval key={refund.id} slug={slug} refund={refund} mayApprove={mayApprove} onChoose={setChoice} />
            ))}
          </ul>
        </Panel>
      ) : null}
      {choice?.kind === "approve" ? <ApproveDialog slug={slug} refund={choice.refund} onClose={close} /> : null}
      {choice?.kind === "reject" ? <RejectDialog slug={slug} refund={choice.refund} onClose={close} /> : null}
    </>
  );
}
