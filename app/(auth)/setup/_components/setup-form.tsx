"use client";

import { type FieldMetadata, getFormProps, getInputProps, useForm } from "@conform-to/react";
import { type ComponentProps, useActionState } from "react";
import { Icon } from "@/app/_components/icons";
import { Button } from "@/app/_components/ui/button";
import { TextField } from "@/app/_components/ui/fields/text-field";
import { keepValuesOnSubmit } from "@/app/_lib/forms/keep-values-on-submit";
import { setUpAction } from "../actions";

type Values = Record<"code" | "shop_name" | "descriptor" | "name" | "email" | "password", string>;

/** What the form says; this page brings no catalogue to the browser. */
type SetupText =
  | ("title" | "note" | "submit" | "busy" | "optional")
  | ("code" | "code_hint" | "shop_name" | "descriptor" | "descriptor_hint")
  | ("name" | "email" | "password" | "password_hint");

type LineProps = { of: FieldMetadata<string>; type?: "email" | "password" } & Omit<
  ComponentProps<typeof TextField>,
  "id" | "name" | "form" | "type"
>;

function Line({ of, type, ...rest }: LineProps) {
  const input = getInputProps(of, { type: type ?? "text", ariaAttributes: false });
  return <TextField {...input} key={of.key} errors={of.errors} {...rest} />;
}

/** The code, the shop and the person; one page, so that nothing is half made. */
export function SetupForm({ texts }: { texts: Readonly<Record<SetupText, string>> }) {
  const [lastResult, action, busy] = useActionState(setUpAction, null);
  const [form, fields] = useForm<Values>({ id: "setup", lastResult });
  return (
    <form
      {...getFormProps(form)}
      action={action}
      onSubmit={keepValuesOnSubmit(form.onSubmit, action)}
      className="signin-form"
    >
      <div>
        <h1 className="page-title">{texts.title}</h1>
        <p className="text-14 text-ink-2">{texts.note}</p>
      </div>
      {form.errors?.length ? (
        <p className="note note-fail" role="alert">
          <Icon name="alert" />
          <span>{form.errors[0]}</span>
        </p>
      ) : null}
      <Line of={fields.code} label={texts.code} hint={texts.code_hint} autoComplete="off" required />
      <Line of={fields.shop_name} label={texts.shop_name} autoComplete="organization" required />
      <Line
        of={fields.descriptor}
        label={texts.descriptor}
        optional={texts.optional}
        hint={texts.descriptor_hint}
        autoComplete="off"
      />
      <Line of={fields.name} label={texts.name} autoComplete="name" required />
      <Line of={fields.email} type="email" label={texts.email} autoComplete="username" required />
      <Line
        of={fields.password}
        type="password"
        label={texts.password}
        hint={texts.password_hint}
        autoComplete="new-password"
        required
      />
      <Button type="submit" tone="primary" size="lg" wide busy={busy}>
        {busy ? texts.busy : texts.submit}
      </Button>
    </form>
  );
}
