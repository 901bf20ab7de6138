"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { SegmentedControl } from "@/app/_components/ui/fields/segmented-control";
import { Select } from "@/app/_components/ui/fields/select";
import { TextField } from "@/app/_components/ui/fields/text-field";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import { newCommandId } from "@/app/_lib/forms/command-id";
import { addAccountAction } from "../../actions";
import { KeyDialog } from "./key-dialog";
import { KeyFields, OwnPassword, type Provider } from "./key-fields";
import { useAccountAction } from "./use-account-action";

type Environment = "sandbox" | "provider_test" | "live";
type AddDialogProps = { slug: string; environments: readonly Environment[]; onClose: () => void };
type Account = Parameters<typeof addAccountAction>[1]["account"];

/** A dialog opened once is one account, however often it is sent. */
export function AddDialog({ slug, environments, onClose }: AddDialogProps) {
  const t = useTranslations("accounts");
  const notify = useNotify();
  const commandId = useRef(newCommandId());
  const [provider, setProvider] = useState<Provider>("paynet");
  const [draft, setDraft] = useState({
    environment: environments[0] ?? "live",
    label: "",
    data_centre: "global",
    password: "",
  });
  const [keys, setKeys] = useState<Record<string, string>>({});
  const [word, setWord] = useState(false);
  const { busy, send, errorsOf, ...asked } = useAccountAction<{ proven: boolean }>(({ proven }) => {
    onClose();
    notify(t(proven ? "keys.added" : "keys.stored_unproven"));
  });
  const set = (name: keyof typeof draft) => (event: { target: { value: string } }) =>
    setDraft((last) => ({ ...last, [name]: event.target.value }));
  const submit = () => {
    const account = { provider, ...draft, keys, store_unproven: word } as Account;
    send(() => addAccountAction(slug, { commandId: commandId.current, account }));
  };
  return (
    <KeyDialog
      id="add-account"
      title={t("keys.add_title")}
      text={t("keys.add_text")}
      action={t("keys.add")}
      asked={asked}
      busy={busy}
      word={{ given: word, give: setWord }}
      onSubmit={submit}
      onClose={onClose}
    >
      <SegmentedControl
        wide
        name="provider"
        label={t("provider")}
        segments={[
          { value: "paynet", label: "Paynet" },
          { value: "paywall", label: "Paywall" },
        ]}
        value={provider}
        onChange={(value) => {
          setProvider(value as Provider);
          setKeys({});
        }}
      />
      <Select
        id="add-environment"
        label={t("environment")}
        hint={draft.environment === "live" ? t("keys.live_hint") : undefined}
        errors={errorsOf("environment")}
        value={draft.environment}
        onChange={set("environment")}
        options={environments.map((value) => ({ value, label: t(`environments.${value}`) }))}
      />
      <TextField
        id="add-label"
        label={t("keys.label")}
        hint={t("keys.label_hint")}
        autoComplete="off"
        errors={errorsOf("label")}
        value={draft.label}
        onChange={set("label")}
      />
      {provider === "paywall" ? (
        <Select
          id="add-data-centre"
          label={t("keys.data_centre")}
          value={draft.data_centre}
          onChange={set("data_centre")}
          options={(["global", "turkey"] as const).map((value) => ({ value, label: t(`keys.centre.${value}`) }))}
        />
      ) : null}
      <KeyFields id="add" provider={provider} keys={keys} onChange={setKeys} errorsOf={errorsOf} />
      <OwnPassword
        id="add-password"
        value={draft.password}
        onChange={(password) => setDraft((last) => ({ ...last, password }))}
        errors={errorsOf("password")}
      />
    </KeyDialog>
  );
}
