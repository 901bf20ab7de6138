import "server-only";

const MAX_FORM_BYTES = 64 * 1024;
const MAX_FIELDS = 60;
const LONGEST = 4_000;

async function readBody(request: Request): Promise<URLSearchParams> {
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of request.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MAX_FORM_BYTES) return new URLSearchParams();
  }
  return new URLSearchParams(text);
}

/**
 * Everything a returning browser brings, from query and urlencoded body; the body wins. Hints, never facts.
 * An `&` that came HTML-escaped is put right (docs/providers/paynet.md, return).
 */
export async function readReturnFields(request: Request): Promise<Record<string, string>> {
  const query = new URL(request.url).searchParams;
  const body = request.method === "POST" ? await readBody(request) : new URLSearchParams();
  const fields: Record<string, string> = {};
  for (const [name, value] of [...query, ...body].slice(0, MAX_FIELDS)) {
    fields[name.replace(/^amp;/, "").slice(0, 100)] = value.slice(0, LONGEST);
  }
  return fields;
}
