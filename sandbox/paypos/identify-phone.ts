import type { Exchange } from "../http/exchange";
import { accountNamed, type PaynetAccount } from "../paynet/accounts";
import { authenticate } from "../paynet/protocol/authenticate";
import { refuse } from "../paynet/protocol/refusal";
import type { World } from "../world";
import { fingerprint } from "./pos-ids";
import { posRules } from "./pos-rules";
import type { PosKey } from "./records";

/** Who calls a service, and by which session key, if any. */
export interface Caller {
  account: PaynetAccount;
  posKey: PosKey | null;
}

/** `agent/*`: the secret key, the mark of a phone, and an address that was registered (docs/providers/paynet.md 2.1). */
export function identifyPhoneServer(world: World, { headers, remoteAddress }: Exchange): PaynetAccount {
  const account = authenticate(headers.authorization);
  if (headers.paynetmobile !== "2") throw refuse("bad_request", "PaynetMobile başlığı 2 olmalıdır");
  if (!/^application\/json\b/i.test(headers["content-type"] ?? ""))
    throw refuse("bad_request", "Content-Type geçersiz");
  const allowed = posRules(world).allowedAddresses;
  const address = remoteAddress.replace(/^::ffff:/, "");
  if (allowed !== null && !allowed.includes(address)) throw refuse("not_permitted", "IP adresi tanımlı değil");
  return account;
}

/**
 * `softpos/*`: a living session key and no other one. A .NET sample sends `Authorization: Basic <session key>` instead
 * (docs/providers/paynet.md 2.2): taken with a warning where the sandbox is not strict.
 */
export function identifyPhone(world: World, { headers }: Exchange, warn: (text: string) => void): Caller {
  const documented = headers["session-key"];
  if (headers.authorization !== undefined) {
    if (world.settings.strict) throw refuse("bad_request", "Authorization bu serviste kullanılmaz (sandbox strict)");
    warn("softPOS services take Session-Key and no Authorization");
  }
  const other = /^Basic (\S+)$/.exec(headers.authorization ?? "")?.[1];
  const posKey = world.truth.get("posKey", fingerprint(String(documented ?? other ?? "")));
  const isOver = posKey === undefined || posKey.closedAt !== null || world.clock.now() >= posKey.expiresAt;
  if (!isOver) return { account: accountNamed(posKey.account), posKey };
  const kind = posRules(world).refusedKeyStatus === 401 ? "unauthorized" : "bad_session_key";
  throw refuse(kind, "Oturum anahtarı geçersiz");
}
