/** Which till this device is; read by the server, so that the first paint is right. */
export const TILL_COOKIE = "vezne_till";
const YEAR_SECONDS = 31_536_000;

export function rememberTill(terminalId: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `${TILL_COOKIE}=${terminalId}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}
