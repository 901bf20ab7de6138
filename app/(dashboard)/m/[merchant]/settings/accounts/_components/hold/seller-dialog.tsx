"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Select } from "@/app/_components/ui/fields/select";
import { TextField } from "@/app/_components/ui/fields/text-field";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import { newCommandId } from "@/app/_lib/forms/command-id";
import type { AccountView } from "@/lib/settings/accounts.queries";
import type { MemberDto } from "@/lib/settings/members/schemas";
import { addMemberAction } from "../../actions";
import { KeyDialog } from "../keys/key-dialog";
import { useAccountAction } from "../keys/use-account-action";

const KINDS = ["company", "sole_trader", "person"] as const;
type Kind = (typeof KINDS)[number];
const COMMON = ["name", "iban", "email", "phone", "address"] as const;
const FIELDS: Record<Kind, readonly string[]> = {
  company: [...COMMON, "tax_office", "tax_number"],
  sole_trader: [...COMMON, "surname", "identity_number", "tax_office", "tax_number"],
  person: [...COMMON, "surname", "identity_number"],
};

/** A dialog opened once is one seller, however often it is sent. */
export function SellerDialog({ slug, account, onClose }: { slug: string; account: AccountView; onClose: () => void }) {
  const t = useTranslations("hold-settings.sellers");
  const notify = useNotify();
  const commandId = useRef(newCommandId());
  const [kind, setKind] = useState<Kind>("company");
  const [draft, setDraft] = useState<Record<string, string>>({});
  const { busy, send, errorsOf, ...asked } = useAccountAction<MemberDto>(({ status }) => {
    onClose();
    notify(t(`told.${status}`));
  });
  const submit = () => {
    const fields = Object.fromEntries(FIELDS[kind].map((name) => [name, draft[name] ?? ""]));
    const member = { ...fields, kind, provider_account_id: account.id } as Parameters<
      typeof addMemberAction
    >[1]["member"];
    send(() => addMemberAction(slug, { commandId: commandId.current, member }));
  };
  return (
    <KeyDialog
      id="add-seller"
      title={t("add")}
      text={t("text")}
      action={t("confirm")}
      asked={asked}
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <Select
        id="seller-kind"
        label={t("kind")}
        value={kind}
        onChange={(event) => setKind(event.target.value as Kind)}
        options={KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
      />
      {FIELDS[kind].map((name) => (
        <TextField
          key={name}
          id={`seller-${name}`}
          label={t(`field.${name}`)}
          autoComplete="off"
          errors={errorsOf(name)}
          value={draft[name] ?? ""}
          onChange={(event) => setDraft((last) => ({ ...last, [name]: event.target.value }))}
        />
      ))}
    </KeyDialog>
  );
}
