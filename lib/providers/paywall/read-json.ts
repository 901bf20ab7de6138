type Source = { source?: string };
type Reviver = (this: unknown, key: string, value: unknown, context?: Source) => unknown;

export type SourcedJson = {
  /** Parsed value; names with their first letter in upper case (docs/providers/paywall.md 1.3). */
  value: unknown;
  /** Top-level scalars as they stood in the text: `149.90` stays `149.90`; strings without their quotes. */
  texts: Record<string, string>;
};

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

function withCapitals(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withCapitals);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [capital(name), withCapitals(inner)]));
}

/** Parses a JSON text of Paywall and keeps what the numbers looked like; undefined when it is no JSON. */
export function readJson(text: string): SourcedJson | undefined {
  const sources = new WeakMap<object, Record<string, string>>();
  const keepSource: Reviver = function (key, value, context) {
    const scalar = typeof value === "string" ? value : context?.source;
    if (scalar === undefined || typeof this !== "object" || this === null) return value;
    const known = sources.get(this) ?? {};
    known[capital(key)] = scalar;
    sources.set(this, known);
    return value;
  };
  try {
    const parsed: unknown = JSON.parse(text.replace(/^\uFEFF/, ""), keepSource as Parameters<typeof JSON.parse>[1]);
    const texts = typeof parsed === "object" && parsed !== null ? (sources.get(parsed) ?? {}) : {};
    return { value: withCapitals(parsed), texts };
  } catch {
    return undefined;
  }
}
