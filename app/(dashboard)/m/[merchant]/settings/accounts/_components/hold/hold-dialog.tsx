"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import type { AccountView } from "@/lib/settings/accounts.queries";
import { setMirrorAction } from "../../actions";
import { KeyDialog } from "../keys/key-dialog";
import { OwnPassword } from "../keys/key-fields";
import { useAccountAction } from "../keys/use-account-action";

/** Switches it for the payments that start from now on. */
export function HoldDialog({ slug, account, onClose }: { slug: string; account: AccountView; onClose: () => void }) {
  const t = useTranslations("hold-settings");
  const notify = useNotify();
  const [password, setPassword] = useState("");
  const wanted = account.escrow_mirror ? "off" : "on";
  const { busy, send, errorsOf, ...asked } = useAccountAction<unknown>(() => {
    onClose();
    notify(t(`done.${wanted}`));
  });
  const wish = { provider_account_id: account.id, on: wanted === "on", password };
  return (
    <KeyDialog
      id="hold-switch"
      title={t("dialog_title", { label: account.label })}
      text={t(`dialog_text.${wanted}`)}
      action={t(`act.${account.escrow_mirror ? "on" : "off"}`)}
      asked={asked}
      busy={busy}
      onSubmit={() => send(() => setMirrorAction(slug, wish))}
      onClose={onClose}
    >
      <OwnPassword id="hold-password" value={password} onChange={setPassword} errors={errorsOf("password")} />
    </KeyDialog>
  );
}
