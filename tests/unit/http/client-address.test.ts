import { describe, expect, it } from "vitest";
import { clientAddress } from "@/lib/http/client-address";

describe("clientAddress", () => {
  it.each([
    ["9.9.9.9", 0, "10.0.0.1"],
    ["9.9.9.9, 8.8.8.8", 1, "8.8.8.8"],
    ["9.9.9.9, 8.8.8.8", 2, "9.9.9.9"],
    ["9.9.9.9", 2, "10.0.0.1"],
    ["not an address", 1, "10.0.0.1"],
    [undefined, 1, "10.0.0.1"],
  ])("with %s behind %s proxies is %s", (header, proxies, expected) => {
    expect(clientAddress(header, "::ffff:10.0.0.1", proxies)).toBe(expected);
  });
});
