import { type FormEvent, startTransition } from "react";

/**
 * A submit handler that runs the action without React's reset of the form: what a person typed stays when the
 * server refuses. Without script the form's own `action` does the same work.
 */
export function keepValuesOnSubmit(
  validate: (event: FormEvent<HTMLFormElement>) => void,
  action: (data: FormData) => void,
) {
  return (event: FormEvent<HTMLFormElement>) => {
    validate(event);
    if (event.defaultPrevented) return;
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const data = new FormData(event.currentTarget, submitter);
    startTransition(() => action(data));
  };
}
