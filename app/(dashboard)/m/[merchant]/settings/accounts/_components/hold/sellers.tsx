"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Icon } from "@/app/_components/icons";
import { RefusalNote } from "@/app/_components/refunds/refusal-note";
import { Button } from "@/app/_components/ui/button";
import { Pill } from "@/app/_components/ui/pill";
import type { AccountView } from "@/lib/settings/accounts.queries";
import type { MemberDto } from "@/lib/settings/members/schemas";
import { askMemberAction } from "../../actions";
import { useAccountAction } from "../keys/use-account-action";

const SellerDialog = dynamic(() => import("./seller-dialog").then((module) => module.SellerDialog), { ssr: false });

type SellersProps = { slug: string; account: AccountView; members: MemberDto[]; mayChange: boolean };

/** Whom Paywall knows as sellers, by the IBAN that terms of delivery name. */
export function Sellers({ slug, account, members, mayChange }: SellersProps) {
  const t = useTranslations("hold-settings.sellers");
  const [isOpen, setOpen] = useState(false);
  const { busy, send, refusal } = useAccountAction<unknown>(() => undefined);
  return (
    <div className="mt-4 grid gap-2">
      <p className="field-label">{t("title")}</p>
      {members.length === 0 ? <p className="hint">{t("none")}</p> : null}
      <ul className="grid gap-2">
        {members.map(({ id, name, iban, status, member_number }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="font-medium">{name}</span>
            <span className="mono text-12 text-ink-2">{iban}</span>
            <Pill tone={status === "made" ? "plain" : "wait"}>
              {t(`status.${status}`, { number: String(member_number ?? "") })}
            </Pill>
            {mayChange && status !== "made" && status !== "refused" ? (
              <Button size="sm" tone="ghost" busy={busy} onClick={() => send(() => askMemberAction(slug, id))}>
                {t("ask")}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <RefusalNote text={refusal} />
      {mayChange ? (
        <div>
          <Button size="sm" onClick={() => setOpen(true)}>
            <Icon name="plus" />
            {t("add")}
          </Button>
        </div>
      ) : null}
      {isOpen ? <SellerDialog slug={slug} account={account} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}
