"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { RefusalNote } from "@/app/_components/refunds/refusal-note";
import { Button } from "@/app/_components/ui/button";
import { Select } from "@/app/_components/ui/fields/select";
import { TextField } from "@/app/_components/ui/fields/text-field";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import { useMoneyAction } from "@/app/_lib/forms/use-money-action";
import type { TerminalView } from "@/lib/pos/terminals/queries";
import { usePosRefusal } from "../../_components/sale/use-pos-action";
import { addTerminalAction, setTerminalAction } from "../../actions";

type AddTillProps = {
  slug: string;
  branches: readonly { id: string; name: string }[];
  /** The till this device is; absent adds a new one. */
  till?: TerminalView | undefined;
};

/** A till is an agent and a user of the provider's panel, copied from there and never changed; its name and place are. */
export function TillForm({ slug, branches, till }: AddTillProps) {
  const t = useTranslations("pos.cashier");
  const router = useRouter();
  const notify = useNotify();
  const refusalText = usePosRefusal();
  const [version, setVersion] = useState(0);
  const { run, busy, refusal } = useMoneyAction(slug, ["pos_session"], (answer) =>
    answer?.kind === "invalid" && answer.fieldErrors.user_id?.includes("taken") ? t("taken") : refusalText(answer),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const text = (name: string) => String(data.get(name) ?? "").trim();
    run(
      (command) => {
        const where = { name: text("name"), branch_id: text("branch") || null };
        if (till) return setTerminalAction(slug, command, { terminal_id: till.id, ...where });
        return addTerminalAction(slug, command, { agent_id: text("agent_id"), user_id: text("user_id"), ...where });
      },
      () => {
        setVersion((count) => count + 1);
        notify(t(till ? "set_done" : "add_done"));
        router.refresh();
      },
    );
  };
  const kind = till ? "this-till" : "till";
  return (
    <form key={version} className="grid gap-4 panel-body" onSubmit={submit}>
      <TextField
        id={`${kind}-name`}
        name="name"
        label={t("till_name")}
        defaultValue={till?.name}
        required
        maxLength={60}
      />
      {till ? null : (
        <>
          <TextField
            id="till-agent"
            name="agent_id"
            label={t("agent_id")}
            hint={t("agent_hint")}
            required
            maxLength={60}
          />
          <TextField id="till-user" name="user_id" label={t("user_id")} hint={t("user_hint")} required maxLength={60} />
        </>
      )}
      {branches.length > 0 ? (
        <Select
          id={`${kind}-branch`}
          name="branch"
          label={t("branch")}
          defaultValue={till?.branch?.id ?? ""}
          options={[
            { value: "", label: t("no_branch") },
            ...branches.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      ) : null}
      <RefusalNote text={refusal} />
      <Button type="submit" busy={busy}>
        {t(till ? "set" : "add")}
      </Button>
    </form>
  );
}
