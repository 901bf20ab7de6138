import { describe, expect, it } from "vitest";
import { parseReturnAddress } from "@/lib/kernel/return-address";

describe("parseReturnAddress", () => {
  it.each(["https://shop.example/ok", "https://shop.example/ok?order=7#x", "http://localhost:8080/ok"])(
    "accepts %s",
    (text) => {
      expect(parseReturnAddress(text)).toBe(new URL(text).href);
    },
  );

  it.each([
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "https:evil.example",
    "https://user:pw@shop.example/",
    "https://shop.example\\@evil.example",
    "javascript:alert(1)",
    "http://shop.example/ok",
    "ftp://shop.example/",
    "relative/path",
    "",
  ])("refuses %j", (text) => {
    expect(parseReturnAddress(text)).toBeUndefined();
  });
});
