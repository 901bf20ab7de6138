"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Checkbox } from "@/app/_components/ui/fields/checkbox";
import { Select } from "@/app/_components/ui/fields/select";
import { Switch } from "@/app/_components/ui/fields/switch";
import { TextArea, TextField } from "@/app/_components/ui/fields/text-field";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import type { AccountView } from "@/lib/settings/accounts.queries";
import { setPolicyAction } from "../../actions";
import { KeyDialog } from "./key-dialog";
import { OwnPassword } from "./key-fields";
import { useAccountAction } from "./use-account-action";

type PolicyDialogProps = { slug: string; account: AccountView; onClose: () => void };
const MODES = ["off", "monitor", "enforce"] as const;

/** Paywall signs with its own hash keys, Paynet with a secret that is entered here. */
export function PolicyDialog({ slug, account, onClose }: PolicyDialogProps) {
  const t = useTranslations("accounts");
  const notify = useNotify();
  const [addresses, setAddresses] = useState(account.allowlist.join("\n"));
  const [mode, setMode] = useState(account.allowlist_mode);
  const [isSigned, setSigned] = useState(account.signature_required);
  const [secret, setSecret] = useState("");
  const [isDropped, setDropped] = useState(false);
  const [password, setPassword] = useState("");
  const { busy, send, errorsOf, ...asked } = useAccountAction<unknown>(() => {
    onClose();
    notify(t("keys.policy_saved"));
  });
  const allowlist = addresses.split(/[\s,;]+/).filter((address) => address !== "");
  const addressErrors =
    errorsOf("allowlist") ?? allowlist.map((_, index) => errorsOf(`allowlist.${index}`)).find((found) => found);
  const wish = {
    provider_account_id: account.id,
    allowlist,
    allowlist_mode: mode,
    signature_required: isSigned,
    new_secret: secret,
    drop_older_secrets: isDropped,
    password,
  };
  return (
    <KeyDialog
      id="webhook-policy"
      title={t("keys.policy_title", { label: account.label })}
      text={t("keys.policy_text")}
      action={t("keys.policy_save")}
      asked={asked}
      busy={busy}
      onSubmit={() => send(() => setPolicyAction(slug, wish))}
      onClose={onClose}
    >
      <Select
        id="policy-mode"
        label={t("allowlist")}
        value={mode}
        onChange={(event) => setMode(event.target.value as typeof mode)}
        options={MODES.map((value) => ({ value, label: t(`keys.mode.${value}`) }))}
        hint={t(`allowlist_mode.${mode}`)}
      />
      <TextArea
        id="policy-addresses"
        label={t("keys.addresses")}
        hint={t("keys.addresses_hint")}
        autoComplete="off"
        spellCheck={false}
        rows={3}
        errors={addressErrors}
        value={addresses}
        onChange={(event) => setAddresses(event.target.value)}
      />
      <Switch
        label={t("keys.signed")}
        hint={t(isSigned ? "signature_required" : "signature_free")}
        checked={isSigned}
        onChange={(event) => setSigned(event.target.checked)}
      />
      {account.provider === "paynet" ? (
        <>
          <TextField
            id="policy-secret"
            type="password"
            autoComplete="new-password"
            label={t("keys.new_secret")}
            hint={t("keys.secrets_alive", { count: account.signing_keys })}
            optional={t("keys.unchanged")}
            errors={errorsOf("new_secret")}
            value={secret}
            onChange={(event) => setSecret(event.target.value)}
          />
          {account.signing_keys + (secret === "" ? 0 : 1) > 1 ? (
            <Checkbox
              label={t("keys.drop_older")}
              checked={isDropped}
              onChange={(event) => setDropped(event.target.checked)}
            />
          ) : null}
        </>
      ) : (
        <p className="hint">{t("keys.paywall_signs")}</p>
      )}
      <OwnPassword id="policy-password" value={password} onChange={setPassword} errors={errorsOf("password")} />
    </KeyDialog>
  );
}
