"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Icon } from "@/app/_components/icons";
import { RefusalNote } from "@/app/_components/refunds/refusal-note";
import { Button } from "@/app/_components/ui/button";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import type { AccountView } from "@/lib/settings/accounts.queries";
import { setDefaultAction } from "../actions";
import { useAccountAction } from "./keys/use-account-action";

const RotateDialog = dynamic(() => import("./keys/rotate-dialog").then((module) => module.RotateDialog), {
  ssr: false,
});
const PolicyDialog = dynamic(() => import("./keys/policy-dialog").then((module) => module.PolicyDialog), {
  ssr: false,
});

/** What an owner does with an account. */
export function AccountActions({ slug, account }: { slug: string; account: AccountView }) {
  const t = useTranslations("accounts.keys");
  const notify = useNotify();
  const [open, setOpen] = useState<"rotate" | "policy" | undefined>();
  const { busy, send, refusal } = useAccountAction<unknown>(() => notify(t("made_default")));
  const close = () => setOpen(undefined);
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-2">
        <Button size="sm" onClick={() => setOpen("rotate")}>
          <Icon name="key" />
          {t("rotate")}
        </Button>
        <Button size="sm" onClick={() => setOpen("policy")}>
          <Icon name="shield" />
          {t("policy")}
        </Button>
        {account.is_default ? null : (
          <Button size="sm" tone="ghost" busy={busy} onClick={() => send(() => setDefaultAction(slug, account.id))}>
            {t("make_default")}
          </Button>
        )}
      </div>
      <RefusalNote text={refusal} />
      {open === "rotate" ? <RotateDialog slug={slug} account={account} onClose={close} /> : null}
      {open === "policy" ? <PolicyDialog slug={slug} account={account} onClose={close} /> : null}
    </div>
  );
}
