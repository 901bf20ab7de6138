const LOCAL = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * An absolute https address without credentials, as `new URL` understands it, or undefined.
 * Plain http is accepted for this machine only. Anything that browsers read differently (`/\evil`, tabs) is refused.
 */
export function parseReturnAddress(text: string): string | undefined {
  if (!/^https?:\/\/[^\\\s]+$/i.test(text) || text.length > 500) return undefined;
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return undefined;
  }
  if (url.username !== "" || url.password !== "") return undefined;
  if (url.protocol === "http:" && !LOCAL.has(url.hostname)) return undefined;
  return url.href;
}
