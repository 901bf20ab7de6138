import { describe, expect, it } from "vitest";
import { attemptMachine, isFinal, PAYMENT_STATUSES, paymentMachine } from "@/lib/payments/payment";

describe("payment machine", () => {
  it("lets captured go back only through void, refund or dispute", () => {
    expect(paymentMachine.transitions.captured).toEqual(["voided", "partially_refunded", "refunded", "disputed"]);
  });

  it.each(["failed", "expired", "unknown"] as const)("lets %s still prove captured", (status) => {
    expect(paymentMachine.can(status, "captured")).toBe(true);
  });

  it("lets nothing be captured that no attempt ever left us for", () => {
    expect(paymentMachine.can("created", "captured")).toBe(false);
  });

  it("calls a payment final exactly when no answer is awaited", () => {
    expect(PAYMENT_STATUSES.filter((status) => !isFinal(status))).toEqual([
      "created",
      "processing",
      "authorised",
      "unknown",
    ]);
  });
});

describe("attempt machine", () => {
  it("never leaves captured", () => {
    expect(attemptMachine.isFinal("captured")).toBe(true);
  });
});
