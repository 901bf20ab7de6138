import "server-only";

const MAX_FORM_BYTES = 64 * 1024;

/** `xk_` ids are base64-like; a `+` that travelled unescaped arrives as a space and is put back. */
export function repairTransactionId(raw: string | null | undefined): string | undefined {
  const text = (raw ?? "").trim().replaceAll(" ", "+");
  return /^xk_[A-Za-z0-9+/*=_-]{6,200}$/.test(text) ? text : undefined;
}

function fromParams(params: URLSearchParams): string | undefined {
  // Seen when the address already had a query: the ampersand comes HTML-escaped (docs/providers/paynet.md, return).
  return repairTransactionId(params.get("xact_id") ?? params.get("amp;xact_id"));
}

async function readForm(request: Request): Promise<URLSearchParams> {
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of request.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MAX_FORM_BYTES) return new URLSearchParams();
  }
  return new URLSearchParams(text);
}

/** The transaction id a returning browser brings, from query or urlencoded body. A hint, never a fact. */
export async function readTransactionId(request: Request): Promise<string | undefined> {
  const found = fromParams(new URL(request.url).searchParams);
  if (found !== undefined || request.method !== "POST") return found;
  return fromParams(await readForm(request));
}
