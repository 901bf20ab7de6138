import { readDecimal } from "./amounts";
import { type RefusalName, refuse } from "./refusal";

/** Reading of one JSON object whatever the casing of its names, as the provider binds it. */
export class Fields {
  private readonly values: ReadonlyMap<string, unknown>;

  constructor(
    source: object,
    readonly warn: (text: string) => void,
  ) {
    this.values = new Map(Object.entries(source).map(([name, value]) => [name.toLowerCase(), value]));
  }

  /** Unknown names are ignored as the provider would, but never silently. */
  expectOnly(names: string): this {
    const known = names.toLowerCase().split(" ");
    for (const name of this.values.keys()) {
      if (!known.includes(name)) this.warn(`${name} is not a documented field here`);
    }
    return this;
  }

  has(name: string): boolean {
    const value = this.values.get(name.toLowerCase());
    return value !== undefined && value !== null && value !== "";
  }

  part(name: string): Fields | null {
    const value = this.values.get(name.toLowerCase());
    if (value === undefined || value === null) return null;
    if (typeof value !== "object" || Array.isArray(value)) throw refuse("malformed", `${name} nesne olmalıdır`);
    return new Fields(value, this.warn);
  }

  list(name: string): unknown[] {
    const value = this.values.get(name.toLowerCase());
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) throw refuse("malformed", `${name} liste olmalıdır`);
    return value;
  }

  parts(name: string): Fields[] {
    return this.list(name).map((item) => {
      if (typeof item !== "object" || item === null) throw refuse("malformed", `${name} nesnelerden oluşmalıdır`);
      return new Fields(item, this.warn);
    });
  }

  text(name: string, most = 4_000, refusal: RefusalName = "malformed"): string {
    const value = this.values.get(name.toLowerCase());
    if (value === undefined || value === null) return "";
    if (typeof value !== "string" || value.length > most) throw refuse(refusal, `${name} geçersiz`);
    return value.trim();
  }

  requiredText(name: string, refusal: RefusalName = "malformed", most = 4_000): string {
    const value = this.text(name, most, refusal);
    if (value === "") throw refuse(refusal, `${name} zorunludur`);
    return value;
  }

  flag(name: string): boolean {
    const value = this.values.get(name.toLowerCase());
    if (value === undefined || value === null) return false;
    if (typeof value !== "boolean") throw refuse("malformed", `${name} true ya da false olmalıdır`);
    return value;
  }

  integer(name: string, refusal: RefusalName = "malformed"): number | null {
    const value = this.values.get(name.toLowerCase());
    if (value === undefined || value === null) return null;
    if (typeof value !== "number" || !Number.isSafeInteger(value)) throw refuse(refusal, `${name} geçersiz`);
    return value;
  }

  /** One of the listed ids, or null when it was not sent. */
  oneOf(name: string, ids: readonly number[], refusal: RefusalName): number | null {
    const value = this.integer(name, refusal);
    if (value !== null && !ids.includes(value)) throw refuse(refusal, `${name} geçersiz`);
    return value;
  }

  /** Kuruş; null when it was not sent. */
  money(name: string, refusal: RefusalName = "amount"): bigint | null {
    const value = this.values.get(name.toLowerCase());
    if (value === undefined || value === null) return null;
    const kurus = readDecimal(value);
    if (kurus === null) throw refuse(refusal, `${name} geçersiz`);
    return kurus;
  }

  address(name: string, refusal: RefusalName): string {
    const value = this.requiredText(name, refusal, 250);
    if (!/^https?:/i.test(value) || !URL.canParse(value)) throw refuse(refusal, `${name} geçersiz`);
    return value;
  }
}

/** The body of a POST; a body that is no JSON object is code 2. */
export function readBody(body: string, warn: (text: string) => void): Fields {
  try {
    const value: unknown = JSON.parse(body === "" ? "{}" : body);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return new Fields(value, warn);
  } catch {
    // Answered below, like any other body that is no object.
  }
  throw refuse("malformed", "İstek gövdesi okunamadı");
}
