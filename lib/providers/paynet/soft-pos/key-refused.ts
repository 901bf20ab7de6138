import type { PaynetAnswer } from "../client";

const UNAUTHORISED = 7;
const NO_SESSION = 13;

type Refused = Extract<PaynetAnswer<unknown>, { kind: "refused" }>;

/**
 * Whether a softPOS call failed because its key is over or unknown, so that nothing was done with it. These shapes count
 * (docs/providers/paynet.md 2.2, PAYNET-M3): HTTP 401 in any envelope of Paynet's; HTTP 400 with code 7; and, where the
 * call names no other session, HTTP 400 with code 13. A page of somebody else with 401 is unknown, a 403 is another no.
 */
export function isKeyRefused({ status, code }: Refused, namesAnotherSession: boolean): boolean {
  if (status === 401) return true;
  return status === 400 && (code === UNAUTHORISED || (code === NO_SESSION && !namesAnotherSession));
}
