"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import type { AccountView } from "@/lib/settings/accounts.queries";
import { rotateKeysAction } from "../../actions";
import { KeyDialog } from "./key-dialog";
import { KeyFields, OwnPassword } from "./key-fields";
import { useAccountAction } from "./use-account-action";

type RotateDialogProps = { slug: string; account: AccountView; onClose: () => void };

/** New keys in the place of old ones; the same ones sent twice change nothing more. */
export function RotateDialog({ slug, account, onClose }: RotateDialogProps) {
  const t = useTranslations("accounts.keys");
  const notify = useNotify();
  const [keys, setKeys] = useState<Record<string, string>>({});
  const [password, setPassword] = useState("");
  const [word, setWord] = useState(false);
  const { busy, send, errorsOf, ...asked } = useAccountAction<{ proven: boolean }>(({ proven }) => {
    onClose();
    notify(t(proven ? "rotated" : "stored_unproven"));
  });
  const wish = { provider_account_id: account.id, keys, password, store_unproven: word };
  return (
    <KeyDialog
      id="rotate-keys"
      title={t("rotate_title", { label: account.label })}
      text={t("rotate_text")}
      action={t("rotate")}
      asked={asked}
      busy={busy}
      word={{ given: word, give: setWord }}
      onSubmit={() => send(() => rotateKeysAction(slug, wish))}
      onClose={onClose}
    >
      <KeyFields
        id="rotate"
        provider={account.provider}
        keys={keys}
        onChange={setKeys}
        errorsOf={errorsOf}
        isRotation
      />
      <OwnPassword id="rotate-password" value={password} onChange={setPassword} errors={errorsOf("password")} />
    </KeyDialog>
  );
}
