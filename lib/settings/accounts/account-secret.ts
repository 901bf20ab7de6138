import type { AddAccountInput, RotateKeysInput } from "./schemas";

type Given = RotateKeysInput["keys"];
type Stored = Record<string, unknown> & { hash_keys?: Record<string, string | string[]> };

const HASHES = { hash_three_d: "three_d", hash_link: "link", hash_page: "page", hash_system: "system" } as const;
const isHash = (name: string): name is keyof typeof HASHES => name in HASHES;

/** What came with the given keys, in their own names. */
export const namesOf = (keys: Given): string[] =>
  Object.entries(keys).flatMap(([name, key]) => (key === undefined ? [] : [name]));

function stored(secret: string): Stored {
  try {
    const json = JSON.parse(secret) as unknown;
    if (typeof json === "object" && json !== null) return json as Stored;
  } catch {
    // Not JSON: an account made before there were several keys holds its secret key alone.
  }
  return { secret_key: secret };
}

/**
 * Messages signed with the key before are under way, so that one stays beside the new one. The same key given again
 * changes nothing.
 */
function rolled(before: string | string[] | undefined, key: string): string[] {
  const known = [before ?? []].flat();
  return known[0] === key ? known : [key, ...known].slice(0, 2);
}

/** The text to seal: the keys of `secret` with the given ones in their places (docs/providers/paywall.md 1.9). */
export function withKeys(secret: string, keys: Given): string {
  const account = stored(secret);
  const hashKeys = { ...account.hash_keys };
  for (const [name, key] of Object.entries(keys)) {
    if (key === undefined) continue;
    if (isHash(name)) hashKeys[HASHES[name]] = rolled(hashKeys[HASHES[name]], key);
    else account[name] = key;
  }
  if (Object.keys(hashKeys).length > 0) account.hash_keys = hashKeys;
  return JSON.stringify(account);
}

/** The text to seal for a new account. */
export function newSecret(input: AddAccountInput): string {
  return withKeys(JSON.stringify(input.provider === "paywall" ? { data_centre: input.data_centre } : {}), input.keys);
}

/** What is shown of an account's keys for ever after. */
export function last4Of(provider: "paynet" | "paywall", secret: string): string {
  const account = stored(secret);
  return String(account[provider === "paynet" ? "secret_key" : "private_key"] ?? "").slice(-4);
}
