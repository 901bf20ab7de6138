import { isIP } from "node:net";

/**
 * The client's address: the peer itself, or as many hops from the right of X-Forwarded-For as we have trusted
 * proxies. With no trusted proxy the header is whatever the client wrote and is ignored (fault F34).
 */
export function clientAddress(forwardedFor: string | null | undefined, peer: string, trustedProxies: number): string {
  const direct = peer.replace(/^::ffff:/, "");
  if (trustedProxies < 1 || !forwardedFor) return direct;
  const hops = forwardedFor.split(",").map((hop) => hop.trim());
  const claimed = hops[hops.length - trustedProxies] ?? "";
  return isIP(claimed) === 0 ? direct : claimed;
}
