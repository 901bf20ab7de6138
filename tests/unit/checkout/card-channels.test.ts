import { describe, expect, it } from "vitest";
import { CARD_CHANNELS, cardOrigins } from "@/lib/checkout/card-entry/channels";

const TOKEN = "0123456789abcdefghjkmnpqrs";
const SANDBOX = ["http://127.0.0.1:4010", "http://localhost:4010/"];

describe("connect-src of the page whose browser gives the card away", () => {
  it("gains one provider's own addresses, in one environment, and https wherever money is real", () => {
    expect(cardOrigins(`/pay/${TOKEN}/card/paynet-live`, SANDBOX)).toEqual(["https://api.paynet.com.tr"]);
    expect(cardOrigins(`/pay/${TOKEN}/card/paynet-provider_test`, SANDBOX)).toEqual(["https://pts-api.paynet.com.tr"]);
    expect(cardOrigins(`/pay/${TOKEN}/card/paywall-sandbox`, SANDBOX)).toEqual([
      "http://127.0.0.1:4010",
      "http://localhost:4010",
    ]);
    for (const channel of CARD_CHANNELS) {
      const origins = cardOrigins(`/pay/${TOKEN}/card/${channel}`, SANDBOX);
      expect(origins.length).toBeGreaterThan(0);
      if (!channel.endsWith("-sandbox")) expect(origins.every((origin) => origin.startsWith("https://"))).toBe(true);
      const other = channel.startsWith("paynet") ? /paywall/ : /paynet/;
      expect(origins.join()).not.toMatch(other);
    }
  });

  it("gains nothing on any other page", () => {
    for (const path of [
      "/",
      `/pay/${TOKEN}`,
      `/pay/${TOKEN}/card`,
      `/pay/${TOKEN}/card/`,
      `/pay/${TOKEN}/card/paywall`,
      `/pay/${TOKEN}/card/paywall-live/more`,
      `/pay/${TOKEN}/card/constructor`,
      `/m/demo/pay/${TOKEN}/card/paywall-live`,
      "/m/demo/settings",
      "/gallery/checkout",
    ]) {
      expect(cardOrigins(path, SANDBOX), path).toEqual([]);
    }
  });

  it("never opens the sandbox where it is locked", () => {
    expect(cardOrigins(`/pay/${TOKEN}/card/paywall-sandbox`, [])).toEqual([]);
  });
});
