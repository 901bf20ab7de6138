"use client";

import { useLocale, useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import { RefusalNote } from "@/app/_components/refunds/refusal-note";
import { Button } from "@/app/_components/ui/button";
import { Link } from "@/app/_components/ui/link";
import { routes } from "@/app/_lib/routes";
import { formatMoney } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import type { StartAnswer } from "../sale-draft";

type LostProps = { slug: string; amount: number; isMismatch: boolean; resend: () => void; forget: () => void };

/** The start was sent and not answered: the only thing to do is to ask for the same sale. */
export function LostStart({ slug, amount, isMismatch, resend, forget }: LostProps) {
  const t = useTranslations("pos.cashier");
  const locale = useLocale() as MoneyLocale;
  return (
    <div className="cash-notice is-wait" role="alert">
      <Icon name="stWait" large />
      <h2>{t("lost_title")}</h2>
      <p>{isMismatch ? t("mismatch") : t("lost_text", { amount: formatMoney(BigInt(amount), "TRY", locale) })}</p>
      {isMismatch ? (
        <Link className="button cash-button" href={routes.cashier(slug, { screen: "last" })} onClick={forget}>
          {t("drop")}
        </Link>
      ) : (
        <Button className="cash-button" tone="primary" onClick={resend}>
          <Icon name="refresh" />
          {t("resend")}
        </Button>
      )}
    </div>
  );
}

/** Why nothing was started, or which open sale comes first. */
export function StartRefusal({ slug, said }: { slug: string; said: StartAnswer | undefined }) {
  const t = useTranslations("pos.cashier");
  if (said?.kind === "busy") {
    return (
      <div className="note note-wait" role="alert">
        <Icon name="stWait" />
        <div>
          <p className="font-semibold">{t("busy_title")}</p>
          <p>
            {t("busy_text")}{" "}
            {said.id ? (
              <Link className="link" href={routes.cashierSale(slug, said.id)}>
                {t("busy_open")}
              </Link>
            ) : null}
          </p>
        </div>
      </div>
    );
  }
  if (said?.kind !== "refused") return null;
  const { reason, requestId } = said;
  return (
    <RefusalNote text={t.has(`refused.${reason}`) ? t(`refused.${reason}`) : t("refused.other", { code: requestId })} />
  );
}
