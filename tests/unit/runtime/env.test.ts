import { describe, expect, it } from "vitest";
import { parseEnv } from "@/lib/runtime/env";

const base = {
  DATABASE_URL: "postgres://u@127.0.0.1/vezne",
  AUTH_SECRET: "a secret that is long",
  KEK: "a secret that is long",
  CAPABILITY_KEYS: "k1:a secret that is long",
};

describe("parseEnv", () => {
  it("allows the demo on this machine and nowhere else", () => {
    expect(parseEnv(base).demoAllowed).toBe(true);
    expect(parseEnv({ ...base, APP_URL: "https://pay.shop.example" }).demoAllowed).toBe(false);
    expect(parseEnv({ ...base, APP_URL: "https://pay.shop.example", SANDBOX: "1" }).demoAllowed).toBe(false);
    expect(parseEnv({ ...base, SANDBOX: "0" }).demoAllowed).toBe(false);
  });

  it("names every bad setting in one line", () => {
    expect(() => parseEnv({ ...base, PORT: "70000", DATABASE_URL: "mysql://x" })).toThrow(/DATABASE_URL: .*; PORT: /);
  });

  it("keeps capability keys in their order and refuses short secrets", () => {
    expect(
      parseEnv({ ...base, CAPABILITY_KEYS: `k2:${"b".repeat(20)},k1:${"a".repeat(20)}` }).CAPABILITY_KEYS.map(
        ({ id }) => id,
      ),
    ).toEqual(["k2", "k1"]);
    expect(() => parseEnv({ ...base, CAPABILITY_KEYS: "k1:short,k2:alsotooshort" })).toThrow(/CAPABILITY_KEYS/);
  });
});
