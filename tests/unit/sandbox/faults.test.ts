import { describe, expect, it } from "vitest";
import { spoilAnswer } from "../../../sandbox/paynet/spoil-answer";
import { FaultBook, FaultOrder } from "../../../sandbox/traffic/fault-book";
import { spoilDelivery } from "../../../sandbox/webhooks/spoil-delivery";

const order = (effect: FaultOrder["effect"], times = 1) =>
  FaultOrder.parse({ provider: "paynet", operation: "transaction/check", effect, times });

describe("ordered faults", () => {
  it("strike their operation only, as often as ordered, in the order they were set", () => {
    const book = new FaultBook();
    book.order(order("status", 2));
    book.order(order("empty"));
    expect(book.take("paynet", "transaction/list")).toBeNull();
    const effects = [1, 2, 3, 4].map(() => book.take("paynet", "transaction/check")?.effect ?? null);
    expect(effects).toEqual(["status", "status", "empty", null]);
  });

  it("are all forgotten when cleared", () => {
    const book = new FaultBook();
    book.order(order("drop_after", 5));
    expect(book.clear()).toBe(1);
    expect(book.take("paynet", "transaction/check")).toBeNull();
  });

  it("refuse an unknown effect", () => {
    expect(FaultOrder.safeParse({ provider: "paynet", operation: "webhook", effect: "explode" }).success).toBe(false);
  });

  it("change every amount of an answer by one lira and leave its fees alone", () => {
    const fault = { ...order("wrong_amount"), id: 1, remaining: 0 };
    const outcome = spoilAnswer({ Data: [{ amount: 120.5, netAmount: 118.1, comission: 2.4 }] }, fault);
    expect(outcome === "hang_up" ? "" : outcome.body).toBe(
      '{"Data":[{"amount":121.5,"netAmount":119.1,"comission":2.4}]}',
    );
  });

  it("sign a webhook with a wrong secret, or send half of it", () => {
    const fault = (effect: FaultOrder["effect"]) => ({ ...order(effect), id: 1, remaining: 0 });
    expect(spoilDelivery("{}", "right", fault("wrong_hash")).keyToUse).not.toBe("right");
    expect(spoilDelivery("{}", null, fault("wrong_hash")).keyToUse).not.toBeNull();
    expect(spoilDelivery('{"a":1}', null, fault("malformed")).body).toBe('{"a');
  });
});
