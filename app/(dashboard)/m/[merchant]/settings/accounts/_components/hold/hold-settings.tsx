"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Icon } from "@/app/_components/icons";
import { Button } from "@/app/_components/ui/button";
import type { AccountView } from "@/lib/settings/accounts.queries";
import type { MemberDto } from "@/lib/settings/members/schemas";
import { Sellers } from "./sellers";

const HoldDialog = dynamic(() => import("./hold-dialog").then((module) => module.HoldDialog), { ssr: false });

type HoldSettingsProps = { slug: string; account: AccountView; members: MemberDto[]; mayChange: boolean };

/** Whether payments under terms of delivery are kept at this provider too, and at Paywall whom it knows as sellers. */
export function HoldSettings({ slug, account, members, mayChange }: HoldSettingsProps) {
  const t = useTranslations("hold-settings");
  const [isOpen, setOpen] = useState(false);
  const state = account.escrow_mirror ? "on" : "off";
  return (
    <div className="mt-6 border-t border-line pt-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="field-label">
          {t("title")} <span className="pill">{t(`state.${state}`)}</span>
        </h3>
        {mayChange ? (
          <Button size="sm" onClick={() => setOpen(true)}>
            <Icon name="shield" />
            {t(`act.${state}`)}
          </Button>
        ) : null}
      </div>
      <p className="hint">{t(`means.${account.provider}`)}</p>
      {account.provider === "paywall" ? (
        <Sellers slug={slug} account={account} members={members} mayChange={mayChange} />
      ) : null}
      {isOpen ? <HoldDialog slug={slug} account={account} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}
