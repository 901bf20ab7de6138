import { expect } from "vitest";
import { OPERATIONS } from "@/app/api/openapi.json/_document/operations";
import { Problem } from "@/app/api/openapi.json/_document/schemas";

const whole = (text: string) => JSON.parse(text) as Record<string, unknown>;

/** What the API answered is what `/api/openapi.json` says that it answers, to the field. `call`: `GET /payments/{id}`. */
export function expectAsDescribed(call: string, { status, text }: { status: number; text: string }): void {
  const operation = OPERATIONS[call];
  if (operation === undefined) throw new Error(`${call} is not described`);
  if (status >= 400) {
    expect(Problem.safeParse(whole(text)).error, call).toBeUndefined();
    expect(whole(text).status).toBe(status);
    return;
  }
  expect(status, call).toBe(operation.status);
  const { answers } = operation;
  if ("one" in answers) expect(answers.one.safeParse(whole(text)).error, call).toBeUndefined();
  if ("page" in answers) {
    const { data, ...rest } = whole(text);
    expect(rest, call).toEqual({ object: "list", has_more: expect.any(Boolean) });
    for (const row of data as unknown[]) expect(answers.page.safeParse(row).error, call).toBeUndefined();
  }
}
