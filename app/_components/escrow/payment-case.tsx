"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Link } from "@/app/_components/ui/link";
import { getJson } from "@/app/_lib/api-client";
import { queryKeys } from "@/app/_lib/query-keys";
import { routes } from "@/app/_lib/routes";
import type { EscrowCase } from "@/lib/escrow/desk/escrow-view";
import { Money } from "../money";
import { Fact, FactSection } from "../ui/facts";
import { CaseStateBadge } from "./case-badge";
import { caseNumber } from "./case-words";

/** On a payment's page: what is held of it, the state of its case, and the way there. */
export function PaymentCase({ slug, id }: { slug: string; id: string }) {
  const t = useTranslations("escrow");
  const found = useQuery({
    queryKey: queryKeys.escrowCase(slug, id),
    queryFn: ({ signal }) => getJson<EscrowCase>(routes.api.escrowCase(slug, id), signal),
  });
  const escrow = found.data;
  return (
    <FactSection title={t("payment.title")}>
      <Fact name={t("payment.title")}>
        <Link className="link" href={routes.escrowCase(slug, id)}>
          {t("payment.open")}, {caseNumber(id)}
        </Link>
      </Fact>
      {escrow ? (
        <>
          <Fact name={t("payment.state")}>
            <CaseStateBadge escrow={escrow} />
          </Fact>
          <Fact name={t("payment.held")}>
            <Money minorUnits={escrow.amount_held + escrow.amount_pending} />
          </Fact>
        </>
      ) : null}
    </FactSection>
  );
}
