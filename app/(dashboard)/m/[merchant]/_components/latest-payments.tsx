"use client";

import { useTranslations } from "next-intl";
import { usePaymentColumns } from "@/app/_components/lists/payment-columns";
import { ButtonLink } from "@/app/_components/ui/button";
import { Link } from "@/app/_components/ui/link";
import { DataTable } from "@/app/_components/ui/lists/data-table";
import { EmptyState } from "@/app/_components/ui/lists/empty-state";
import { Panel } from "@/app/_components/ui/panel";
import { routes } from "@/app/_lib/routes";
import type { PaymentDto } from "@/lib/payments/schemas";

const rowId = (payment: PaymentDto) => payment.id;

export function LatestPayments({
  slug,
  payments,
  mayCreate,
}: {
  slug: string;
  payments: PaymentDto[];
  mayCreate: boolean;
}) {
  const t = useTranslations();
  const columns = usePaymentColumns(slug);
  const create = mayCreate ? (
    <ButtonLink tone="primary" href={routes.newPaylink(slug)}>
      {t("payments.empty.none_action")}
    </ButtonLink>
  ) : null;
  return (
    <Panel
      id="latest"
      title={t("home.last")}
      aside={
        <Link className="link text-12" href={routes.payments(slug)}>
          {t("home.all")}
        </Link>
      }
    >
      {payments.length === 0 ? (
        <EmptyState
          kind="nothing_yet"
          title={t("payments.empty.none_title")}
          text={t("payments.empty.none_text")}
          actions={create}
        />
      ) : (
        <DataTable caption={t("home.last")} columns={columns} rows={payments} rowId={rowId} />
      )}
    </Panel>
  );
}
