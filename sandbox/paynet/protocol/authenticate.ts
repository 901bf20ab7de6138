import { PAYNET_ACCOUNTS, type PaynetAccount } from "../accounts";
import { refuse } from "./refusal";

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
