/** Set by scripts/web.ts on every request; what a client sends under this name is overwritten. */
export const PEER_HEADER = "x-vezne-peer";

/** The address that opened the connection; "unknown" where another server started Next. */
export function peerOf(headers: Pick<Headers, "get">): string {
  return headers.get(PEER_HEADER) ?? "unknown";
}

export function isLoopback(address: string): boolean {
  return /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/.test(address);
}
