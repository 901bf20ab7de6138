import type { ActionState } from "@/lib/http/action";
import type { ErrorCode } from "@/lib/kernel/errors";

/** A refusal of the internal API; `code` is the contract's error code, `requestId` is what people quote. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly requestId: string | undefined,
  ) {
    super(`request refused: ${status} ${code}`);
    this.name = "ApiError";
  }
}

type Problem = {
  code?: ErrorCode;
  request_id?: string;
  reason?: string;
  errors?: { path: string; message: string }[];
};

/** The only reading fetch of the browser side. @throws ApiError when the answer is not 2xx */
export async function getJson<T>(address: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(address, {
    headers: { accept: "application/json" },
    cache: "no-store",
    signal: signal ?? null,
  });
  if (response.ok) return (await response.json()) as T;
  const problem: Problem = await response.json().catch(() => ({}));
  throw new ApiError(response.status, problem.code ?? "internal", problem.request_id);
}

function refusalOf(problem: Problem): ActionState<never> {
  if (problem.code === "invalid_input" && problem.errors) {
    return { kind: "invalid", fieldErrors: Object.fromEntries(problem.errors.map((one) => [one.path, [one.message]])) };
  }
  return {
    kind: "error",
    code: problem.code ?? "internal",
    reason: problem.reason,
    detail: undefined,
    requestId: problem.request_id ?? "",
  };
}

/** Sends what is too large for an action; answers as an action does. The same command sent again is the same wish. */
export async function postCommand<T>(address: string, command: string, body: unknown): Promise<ActionState<T>> {
  const response = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": command },
    body: JSON.stringify(body),
  });
  if (response.ok) return { kind: "ok", value: (await response.json()) as T };
  return refusalOf(await response.json().catch(() => ({})));
}
