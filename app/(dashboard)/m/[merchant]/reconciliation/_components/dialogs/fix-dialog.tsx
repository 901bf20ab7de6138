"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { FormDialog } from "@/app/_components/form-dialog";
import { Select } from "@/app/_components/ui/fields/select";
import { TextArea } from "@/app/_components/ui/fields/text-field";
import type { CaseView } from "@/lib/reconciliation/schemas";
import type { Fix, FixWish } from "../../actions";
import { useFix } from "../use-fix";

type Team = readonly { id: string; name: string }[];
type FixDialogProps = { slug: string; one: CaseView; fix: Fix; team: Team; onClose: () => void };

const TITLED = ["accept", "adopt", "chargeback"] as const;
type Titled = (typeof TITLED)[number];
const isTitled = (fix: Fix): fix is Titled => (TITLED as readonly string[]).includes(fix);

/** A fix before it is made: what it does to the books, and for letting a difference stand the reason why. */
export function FixDialog({ slug, one, fix, team, onClose }: FixDialogProps) {
  const t = useTranslations("reconciliation");
  const [comment, setComment] = useState("");
  const [owner, setOwner] = useState(one.owner_id ?? "");
  const [asked, setAsked] = useState(false);
  const { start, busy, refusal } = useFix(slug, onClose);
  const name = t(`reason.${one.reason}.title`);
  const words = isTitled(fix)
    ? {
        title: t(`${fix}_dialog.title`),
        text: `${name}. ${t(`${fix}_dialog.text`)}`,
        confirm: t(`${fix}_dialog.confirm`),
      }
    : { title: t(`fix.${fix}`), text: `${name}. ${t(`reason.${one.reason}.todo`)}`, confirm: t(`fix.${fix}`) };
  const submit = () => {
    setAsked(true);
    if (fix === "accept" && comment.trim() === "") return;
    const wish: FixWish = { id: one.id, fix };
    if (fix === "accept") Object.assign(wish, { comment: comment.trim(), version: one.version });
    if (fix === "assign") wish.owner = owner === "" ? null : owner;
    start(wish);
  };
  return (
    <FormDialog
      id="fix-case"
      {...words}
      tone={fix === "chargeback" ? "danger" : "primary"}
      busy={busy}
      refusal={refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      {fix === "accept" ? (
        <TextArea
          id="fix-comment"
          label={t("accept_dialog.comment")}
          maxLength={500}
          value={comment}
          errors={asked && comment.trim() === "" ? [t("accept_dialog.needed")] : undefined}
          onChange={({ target }) => setComment(target.value)}
        />
      ) : null}
      {fix === "assign" ? (
        <Select
          id="fix-owner"
          label={t("case.owner")}
          value={owner}
          onChange={({ target }) => setOwner(target.value)}
          options={[
            { value: "", label: t("case.nobody") },
            ...team.map(({ id, name: label }) => ({ value: id, label })),
          ]}
        />
      ) : null}
    </FormDialog>
  );
}
