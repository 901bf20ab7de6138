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
import { usePosRefusal } from "../../_components/sale/use-pos-action";
import { addTerminalAction } from "../../actions";

type AddTillProps = { slug: string; branches: readonly { id: string; name: string }[] };

/** A till is an agent and a user of the provider's panel; both are copied from there. */
export function AddTillForm({ slug, branches }: AddTillProps) {
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
      (command) =>
        addTerminalAction(slug, command, {
          agent_id: text("agent_id"),
          user_id: text("user_id"),
          name: text("name"),
          branch_id: text("branch") || null,
        }),
      () => {
        setVersion((count) => count + 1);
        notify(t("add_done"));
        router.refresh();
      },
    );
  };
  return (
    <form key={version} className="grid gap-4 panel-body" onSubmit={submit}>
      <TextField id="till-name" name="name" label={t("till_name")} required maxLength={60} />
      <TextField id="till-agent" name="agent_id" label={t("agent_id")} hint={t("agent_hint")} required maxLength={60} />
      <TextField id="till-user" name="user_id" label={t("user_id")} hint={t("user_hint")} required maxLength={60} />
      {branches.length > 0 ? (
        <Select
          id="till-branch"
          name="branch"
          label={t("branch")}
          options={[
            { value: "", label: t("no_branch") },
            ...branches.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      ) : null}
      <RefusalNote text={refusal} />
      <Button type="submit" busy={busy}>
        {t("add")}
      </Button>
    </form>
  );
}
