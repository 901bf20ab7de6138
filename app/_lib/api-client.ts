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

type Problem = { code?: string; request_id?: string };

/** The only fetch of the browser side. @throws ApiError when the answer is not 2xx */
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
