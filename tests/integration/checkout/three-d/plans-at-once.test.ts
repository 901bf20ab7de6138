import { describe, expect, it } from "vitest";
import { readInstallments } from "@/lib/checkout/tries/installments";
import { systemClock } from "@/lib/kernel/clock";
import { openCheckout, tokenOf } from "../../../support/checkout/factories-checkout";
import { createMerchant } from "../../../support/factories";
import { useProduct } from "../../../support/product-process";

const product = useProduct({ providerTimeoutMs: 1_500 });
const CARDS = { paynet: "435508", paywall: "529360" } as const;
const OPERATIONS = { paynet: "%ratio/%et", paywall: "%installment" } as const;

describe.each(["paynet", "paywall"] as const)("the plans of a card at %s", (provider) => {
  const open = async () => {
    const merchant = await createMerchant({ provider, cardEntry: "server_card_entry" });
    const token = tokenOf(await openCheckout(merchant, { installments: { max: 6 } }));
    const ask = (bin: string) => readInstallments(token, bin, merchant.accountId, systemClock);
    const calls = async () =>
      (
        await product.rows("select 1 from provider_calls where merchant_id = $1 and operation ilike $2", [
          merchant.id,
          OPERATIONS[provider],
        ])
      ).length;
    return { ask, calls };
  };

  it("are asked for once however many payers look at the same time, and another card's are its own", async () => {
    const { ask, calls } = await open();
    const tables = await Promise.all(Array.from({ length: 8 }, () => ask(CARDS[provider])));
    expect(tables[0]?.options.length).toBeGreaterThan(1);
    for (const table of tables) expect(table).toEqual(tables[0]);
    expect(await calls()).toBe(1);
    await ask(`${CARDS[provider]}01`);
    expect(await calls()).toBe(2);
  });

  it("that were not answered are asked for again by the next payer", async () => {
    const { ask, calls } = await open();
    const operation = provider === "paynet" ? "ratio/Get" : "installment";
    await product.sandbox.fault(operation, "status", { provider, status: 503, times: 1 });
    expect((await ask(CARDS[provider])).options).toHaveLength(1);
    expect((await ask(CARDS[provider])).options.length).toBeGreaterThan(1);
    expect(await calls()).toBe(2);
  });
});
