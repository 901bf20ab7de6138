import { DECLINE_TEXTS, type DeclineReading, type DeclineText, MAY_GO_ELSEWHERE } from "./decline";
import { OWN_CODES } from "./own-codes";
import { PAYNET_CODES } from "./paynet-codes";
import { PAYWALL_CODES } from "./paywall-codes";

const TABLES: Record<string, Record<string, DeclineText>> = {
  paynet: { ...PAYNET_CODES, ...OWN_CODES },
  paywall: { ...PAYWALL_CODES, ...OWN_CODES },
};

/** Every code the table knows of a provider; the unknown-codes screen leaves these out. */
export function knownCodes(provider: string): readonly string[] {
  return Object.keys(TABLES[provider] ?? {});
}

/**
 * What a code of a failed try means. Says nothing about the money: that is proved by a query alone.
 * A code that no table names answers `known: false` and advice that harms nobody.
 */
export function readDecline(provider: string, code: string): DeclineReading {
  const table = TABLES[provider];
  const found = table && Object.hasOwn(table, code) ? table[code] : undefined;
  const textKey = found ?? "unknown";
  const [declineClass, retry] = DECLINE_TEXTS[textKey];
  const mayGoElsewhere = MAY_GO_ELSEWHERE.includes(textKey);
  return { class: declineClass, retry, textKey, known: found !== undefined, mayGoElsewhere };
}
