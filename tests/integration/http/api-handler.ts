type Handler = (request: Request, segment: { params: Promise<Record<string, string>> }) => Promise<Response>;

export type HandlerCall = { key: string; idempotencyKey?: string; id?: string; body?: unknown };

/** Posts to one real route handler with an API key, as Next would. */
export async function post(handler: Handler, { key, idempotencyKey, id = "", body = {} }: HandlerCall) {
  const request = new Request("http://127.0.0.1/api/v1", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${key}`,
      ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
    },
    body: JSON.stringify(body),
  });
  const answer = await handler(request, { params: Promise.resolve({ id }) });
  const text = await answer.text();
  const replayed = answer.headers.get("idempotent-replayed") === "true";
  return { status: answer.status, text, json: JSON.parse(text), replayed };
}
