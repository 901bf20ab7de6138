const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

const PREFIXES = {
  merchant: "mer",
  branch: "br",
  user: "usr",
  session: "ses",
  apiKey: "key",
  providerAccount: "pa",
  paylink: "pl",
  checkout: "co",
  routingRule: "rt",
  freeze: "frz",
  storedCard: "sc",
  payment: "pay",
  attempt: "att",
  posTerminal: "term",
  posSession: "pos",
  posClosing: "eod",
  refund: "re",
  refundBatch: "rb",
  capture: "cap",
  escrow: "esc",
  release: "rel",
  releaseBatch: "relb",
  evidence: "ev",
  deliveryCode: "dc",
  dispute: "dp",
  payout: "po",
  payoutBatch: "pob",
  mirror: "mir",
  member: "mem",
  reconciliationRun: "rcr",
  reconciliationCase: "rcc",
  bankImport: "bki",
  bankLine: "bkl",
  event: "evt",
  call: "call",
  journal: "jrn",
  command: "cmd",
  request: "req",
} as const;

export type IdKind = keyof typeof PREFIXES;

/** Web Crypto, so that schemas shared with the browser may import this file. */
function randomBytes(count: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(count));
}

function encode(bytes: Uint8Array): string {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  let text = "";
  for (let index = 0; index < Math.ceil((bytes.length * 8) / 5); index += 1) {
    text = ALPHABET[Number(value & 31n)] + text;
    value >>= 5n;
  }
  return text;
}

/** A prefixed id whose 26 characters sort by time: 48 bits of milliseconds, then 80 random bits. */
export function newId(kind: IdKind, now: Date): string {
  const time = new Uint8Array(6);
  let milliseconds = BigInt(now.getTime());
  for (let index = 5; index >= 0; index -= 1) {
    time[index] = Number(milliseconds & 255n);
    milliseconds >>= 8n;
  }
  return `${PREFIXES[kind]}_${encode(Uint8Array.of(...time, ...randomBytes(10)))}`;
}

/** An id made of the first 16 of the given bytes: the same bytes, the same id. */
export function idFrom(kind: IdKind, bytes: Uint8Array): string {
  return `${PREFIXES[kind]}_${encode(bytes.subarray(0, 16))}`;
}

/** True for a string that could be an id of this kind; used before any id reaches SQL or a URL. */
export function isId(kind: IdKind, value: string): boolean {
  return new RegExp(`^${PREFIXES[kind]}_[0-9a-z]{8,32}$`).test(value);
}

/** 130 unguessable bits as 26 lower-case characters: what a payer's address is made of. */
export function newToken(): string {
  return encode(randomBytes(17)).slice(-26);
}

/** Eight characters that make a merchant's reference unique at the provider. */
export function newReferenceSuffix(): string {
  return encode(randomBytes(5));
}
