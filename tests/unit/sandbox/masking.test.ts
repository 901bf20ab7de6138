import { describe, expect, it } from "vitest";
import { maskAuthorization, maskBody } from "../../../sandbox/traffic/mask-secrets";

describe("the sandbox's request log", () => {
  it("tells keys apart without holding one", () => {
    expect(maskAuthorization("Basic sck_sandbox_demo")).toBe("Basic sck_****demo");
    expect(maskAuthorization(undefined)).toBe("");
  });

  it("holds no card number, card code or capability", () => {
    const body = JSON.stringify({
      pan: "4355084355084358",
      cvc: "000",
      note: "kart 4355084355084358",
      confirmation_url: "https://shop.example/api/webhooks/paynet-callback/c_1234567890abcdef",
      succeed_url: "https://shop.example/ok?t=secret",
    });
    expect(maskBody("application/json", body)).toEqual({
      pan: "****",
      cvc: "****",
      note: "kart 435508****4358",
      confirmation_url: "https://shop.example/api/webhooks/paynet-callback/****",
      succeed_url: "https://shop.example/ok?****",
    });
  });

  it("holds nothing that pays: no token, no kept card, no number written as a number", () => {
    const body = JSON.stringify({
      session_id: "js_EAAAAEXAMPLE1",
      token_id: "7B6D0C0E-5C1A-4C3A-9C55-0B7F1D1E2A3F",
      card_hash: "ch_Example",
      card_number: "5571135571135575",
      misplaced: 4355084355084358,
      amount: 149.9,
    });
    expect(maskBody("application/json", body)).toEqual({
      session_id: "js_EAAAAEXAMPLE1",
      token_id: "****",
      card_hash: "****",
      card_number: "****",
      misplaced: "435508****4358",
      amount: 149.9,
    });
  });

  it("keeps an unreadable body as text with card numbers masked", () => {
    expect(maskBody("application/json", '{"pan":4355084355084358')).toBe('{"pan":435508****4358');
  });
});
