import { decodeKurusText, decodeLiraComma, decodeLiraNumber, decodeLiraText } from "./amounts";
import { refuse } from "./refusal";

/** How a call reacts to what only third-party code has been seen to send. */
export interface Leniency {
  strict: boolean;
  warn(text: string): void;
}

/** Typed reading of a request body. JSON keeps its types; a form has only text. */
export class Fields {
  constructor(
    private readonly values: ReadonlyMap<string, unknown>,
    private readonly encoding: "json" | "form",
    private readonly leniency: Leniency,
  ) {}

  /** Accepts a deviation with a warning, or refuses it when the sandbox is strict. */
  variant(text: string): void {
    if (this.leniency.strict) throw refuse("bad_request", `${text} (sandbox strict)`);
    this.leniency.warn(text);
  }

  /** Names outside the documented ones are ignored as the provider would, but never silently. */
  expectOnly(names: readonly string[]): void {
    for (const name of this.values.keys()) {
      if (!names.includes(name)) this.variant(`${name} is not a documented field of this service`);
    }
  }

  has(name: string): boolean {
    const value = this.values.get(name);
    return value !== undefined && value !== null && value !== "";
  }

  text(name: string): string {
    const value = this.values.get(name);
    if (value === undefined || value === null) return "";
    if (typeof value === "string") return value.trim();
    if (typeof value === "number") {
      this.variant(`${name} is documented as a string, a number came`);
      return String(value);
    }
    throw refuse("bad_request", `${name} geçersiz`);
  }

  requiredText(name: string): string {
    const value = this.text(name);
    if (value === "") throw refuse("bad_request", `${name} zorunludur`);
    return value;
  }

  flag(name: string): boolean {
    const value = this.values.get(name);
    if (value === undefined || value === null || value === "") return false;
    if (typeof value === "boolean") return value;
    if (value === "true" || value === "false") {
      if (this.encoding === "json") this.variant(`${name} is documented as a boolean, a string came`);
      return value === "true";
    }
    throw refuse("bad_request", `${name} geçersiz`);
  }

  /** A whole number, as JSON number or digits: the tables and the examples disagree on which. */
  integer(name: string): number | null {
    if (!this.has(name)) return null;
    const value = this.values.get(name);
    const number = typeof value === "string" && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
    if (typeof number === "number" && Number.isSafeInteger(number)) return number;
    throw refuse("bad_request", `${name} geçersiz`);
  }

  /** An amount in TL as JSON number, in kuruş; a comma string is refused here (docs/providers/paynet.md 1.6). */
  lira(name: string): bigint {
    if (!this.has(name)) throw refuse("bad_request", `${name} zorunludur`);
    const value = this.values.get(name);
    if (typeof value === "string" && this.encoding === "json") {
      this.variant(`${name} is documented as a JSON number, a string came`);
    }
    const kurus = typeof value === "number" ? decodeLiraNumber(value) : decodeLiraText(String(value));
    if (kurus === null || kurus <= 0n) throw refuse("bad_request", `${name} geçersiz`);
    return kurus;
  }

  /** Text of at most so many characters; "" where it did not come. */
  limitedText(name: string, most: number): string {
    const text = this.text(name);
    if (text.length > most) throw refuse("bad_request", `${name} en fazla ${most} karakter olabilir`);
    return text;
  }

  /** An amount in TL as a string with a comma, in kuruş; numbers and dots are seen in third-party code only. */
  liraComma(name: string): bigint {
    if (!this.has(name)) throw refuse("bad_request", `${name} zorunludur`);
    const value = this.values.get(name);
    const documented = typeof value === "string" ? decodeLiraComma(value) : null;
    const kurus = documented ?? decodeLiraText(String(value));
    if (kurus === null || kurus <= 0n) throw refuse("bad_request", `${name} geçersiz`);
    if (documented === null) this.variant(`${name} is documented as a string with comma decimals`);
    return kurus;
  }

  /** An amount in kuruş as a string of digits (docs/providers/paynet.md 1.6). */
  kurus(name: string): bigint {
    if (!this.has(name)) throw refuse("bad_request", `${name} zorunludur`);
    const value = this.values.get(name);
    if (typeof value === "number") this.variant(`${name} is documented as a string, a number came`);
    const kurus = decodeKurusText(String(value));
    if (kurus === null || kurus <= 0n) throw refuse("bad_request", `${name} geçersiz`);
    return kurus;
  }
}

/** Reads JSON and urlencoded bodies; XML is documented but not spoken here. */
export function readFields(contentType: string | undefined, body: string, leniency: Leniency): Fields {
  const type = (contentType ?? "").split(";")[0]?.trim().toLowerCase();
  if (type === "application/x-www-form-urlencoded") {
    return new Fields(new Map(new URLSearchParams(body)), "form", leniency);
  }
  if (type !== "application/json") throw refuse("bad_request", "Content-Type desteklenmiyor");
  const parsed = parseObject(body);
  if (parsed === null) throw refuse("bad_request", "İstek gövdesi okunamadı");
  return new Fields(new Map(Object.entries(parsed)), "json", leniency);
}

function parseObject(body: string): object | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
