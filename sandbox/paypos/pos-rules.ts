import type { World } from "../world";
import type { PosRules } from "./records";

/**
 * ASSUMPTION PAYNET-M4: a key lives for 24 hours. ASSUMPTION PAYNET-M3: one that is over is refused as any wrong key is,
 * 401 in the common envelope; 400 in PayPOS's own is the other choice. ASSUMPTION PAYNET-M10: an address that was not
 * registered is answered 403 and 7; off by default.
 */
const DEFAULTS: PosRules = {
  id: "rules",
  keyTtlSeconds: 86_400,
  refusedKeyStatus: 401,
  allowedAddresses: null,
};

export function posRules(world: World): PosRules {
  return world.truth.get("posRules", "rules") ?? DEFAULTS;
}
