import { PAYNET_ACCOUNTS, type PaynetAccount } from "../accounts";
import { refuse } from "./refusal";

/** The same for services of the browser: `Basic` and the raw publishable key. A secret key has no place there. */
export function authenticateBrowser(authorization: string | undefined): PaynetAccount {
  const key = /^Basic (pbk_\S+)$/.exec(authorization ?? "")?.[1];
  const account = PAYNET_ACCOUNTS.find((candidate) => candidate.publishableKey === key);
  if (account === undefined) throw refuse("unauthorized", "Yetkisiz erişim");
  return account;
}

/**
 * The word Basic is followed by the raw secret key (docs/providers/paynet.md 1.2). Base64, Bearer,
 * X-Secret-Key and publishable keys are all refused with 401.
 */
export function authenticate(authorization: string | undefined): PaynetAccount {
  const key = /^Basic (sck_\S+)$/.exec(authorization ?? "")?.[1];
  const account = PAYNET_ACCOUNTS.find((candidate) => candidate.secretKey === key);
  if (account === undefined) throw refuse("unauthorized", "Yetkisiz erişim");
  return account;
}
