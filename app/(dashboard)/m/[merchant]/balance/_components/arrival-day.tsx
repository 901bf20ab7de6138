"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Icon } from "@/app/_components/icons";
import { ListError } from "@/app/_components/lists/list-error";
import { Money } from "@/app/_components/money";
import { Link } from "@/app/_components/ui/link";
import { SkeletonRows } from "@/app/_components/ui/lists/skeleton";
import { getJson } from "@/app/_lib/api-client";
import { queryKeys } from "@/app/_lib/query-keys";
import { routes } from "@/app/_lib/routes";
import { bankDay } from "@/app/_lib/time-format";
import type { Arrival, ArrivalPayment } from "@/lib/ledger/schemas";

const MOST_SHOWN = 100;
const SKELETON_ROWS = 3;

function Payments({ slug, arrival }: { slug: string; arrival: Arrival }) {
  const t = useTranslations("balance.arrivals");
  const common = useTranslations("common");
  const filter = { day: arrival.day, account: arrival.provider_account_id };
  const list = useQuery({
    queryKey: queryKeys.arrivals(slug, filter),
    queryFn: ({ signal }) => getJson<{ data: ArrivalPayment[] }>(routes.api.arrivals(slug, filter), signal),
  });
  if (list.isPending)
    return <SkeletonRows rows={Math.min(arrival.payments, SKELETON_ROWS)} label={common("loading")} />;
  if (!list.data) return <ListError error={list.error} retry={() => void list.refetch()} />;
  return (
    <>
      <ul className="arrival-payments">
        {list.data.data.map((payment) => (
          <li key={payment.payment_id}>
            <Link className="link" href={routes.payment(slug, payment.payment_id)}>
              {payment.customer_name ?? payment.reference_no ?? payment.payment_id.slice(-8)}
            </Link>
            <Money minorUnits={payment.amount} />
          </li>
        ))}
      </ul>
      {arrival.payments > MOST_SHOWN ? <p className="hint px-4 pb-3">{t("most", { count: MOST_SHOWN })}</p> : null}
    </>
  );
}

/** One day of one provider account; opens to the payments behind the sum. */
export function ArrivalDay({ slug, today, arrival }: { slug: string; today: string; arrival: Arrival }) {
  const t = useTranslations("balance.arrivals");
  const locale = useLocale();
  const [open, setOpen] = useState(false);
  const { name, weekday } = bankDay(arrival.day, locale);
  return (
    <li>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <Icon name="right" />
          <span className="two-line">
            <span>
              <b className="font-medium">{name}</b>{" "}
              <span className="text-ink-2">{arrival.day === today ? t("today") : weekday}</span>
            </span>
            <small>
              {arrival.label} · {t("payments", { count: arrival.payments })}
            </small>
          </span>
          <b className="font-semibold">
            <Money minorUnits={arrival.net} />
          </b>
        </summary>
        {open ? <Payments slug={slug} arrival={arrival} /> : null}
      </details>
    </li>
  );
}
