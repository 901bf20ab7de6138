/** The cookie that proves which payment of a link is this browser's own; its value is the payment token. */
export function payerCookieName(paylinkId: string): string {
  return `vz_payer_${paylinkId.slice(-16)}`;
}

/** How long a browser remembers its payment of a link. */
export const PAYER_COOKIE_SECONDS = 30 * 24 * 3600;
