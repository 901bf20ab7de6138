"use client";

import { getFormProps, getInputProps, useForm } from "@conform-to/react";
import { useActionState } from "react";
import { Icon } from "@/app/_components/icons";
import { Button } from "@/app/_components/ui/button";
import { TextField } from "@/app/_components/ui/fields/text-field";
import { keepValuesOnSubmit } from "@/app/_lib/forms/keep-values-on-submit";
import { signInAction } from "../actions";

type Labels = { email: string; password: string; submit: string; busy: string };

export function SignInForm({ title, labels, next }: { title: string; labels: Labels; next: string }) {
  const [lastResult, action, busy] = useActionState(signInAction, null);
  const [form, fields] = useForm<{ email: string; password: string }>({ id: "sign-in", lastResult });
  return (
    <form
      {...getFormProps(form)}
      action={action}
      onSubmit={keepValuesOnSubmit(form.onSubmit, action)}
      className="signin-form"
    >
      <h1 className="page-title">{title}</h1>
      {form.errors?.length ? (
        <p className="note note-fail" role="alert">
          <Icon name="alert" />
          <span>{form.errors[0]}</span>
        </p>
      ) : null}
      <input type="hidden" name="next" value={next} />
      <TextField
        {...getInputProps(fields.email, { type: "email", ariaAttributes: false })}
        key={fields.email.key}
        label={labels.email}
        errors={fields.email.errors}
        autoComplete="username"
        required
      />
      <TextField
        {...getInputProps(fields.password, { type: "password", ariaAttributes: false })}
        key={fields.password.key}
        label={labels.password}
        errors={fields.password.errors}
        autoComplete="current-password"
        required
      />
      <Button type="submit" tone="primary" size="lg" wide busy={busy}>
        {busy ? labels.busy : labels.submit}
      </Button>
    </form>
  );
}
