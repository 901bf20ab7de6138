import { systemClock } from "@/lib/kernel/clock";
import { followPaylink } from "@/lib/paylinks/follow-paylink";
import type { PaylinkDto } from "@/lib/paylinks/schemas";
import { listPayments } from "@/lib/payments/queries";
import { PaymentFilter } from "@/lib/payments/schemas";
import { makeContext } from "../../support/context";
import type { TestMerchant } from "../../support/factories";
import type { Product } from "../../support/product-process";

export const PAYS = "5293601234567896";
export const FAILS = "5293602398764311";
export const DAY = 86_400;

type Json = Record<string, unknown>;

/** The provider's own truth: payments and pages, amounts in kuruş. */
export type PaywallTruth = {
  links: { id: string; guid: string; unique_code: string; paid_by: string | null; amount: number }[];
  attempts: Json[];
  transactions: {
    unique_code: string;
    merchant_unique_code: string;
    status: number;
    succeeded: boolean;
    amount: number;
    returned: number;
  }[];
  refunds: Json[];
  webhooks: { url: string; body: string; status: string }[];
};

/** The sandbox's Paywall and what a payer does in its pages. Fill after `useProduct`. */
export function usePaywall(product: Product) {
  const control = async (method: string, path: string, body?: unknown): Promise<Json> => {
    const answer = await fetch(`${product.sandbox.url}/_control/${path}`, {
      method,
      headers: { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Json;
  };
  const api = async (path: string, body: unknown): Promise<Json> => {
    const headers = {
      "content-type": "application/json",
      apikeypublic: "pwpub_sandbox_demo",
      apiclientpublic: "pwpubclient_sandbox_demo",
      apikeyprivate: "pwprv_sandbox_demo",
      apiclientprivate: "pwprvclient_sandbox_demo",
    };
    const answer = await fetch(`${product.sandbox.url}/paywall/${path}`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    return (await answer.json()) as Json;
  };
  return {
    control,
    api,
    truth: async () => (await control("GET", "state")).paywall as PaywallTruth,
    fault: (operation: string, effect: string, more: object = {}) =>
      control("POST", "faults", { provider: "paywall", operation, effect, ...more }),
    calls: async (operation: string) =>
      (await control("GET", `requests?provider=paywall&operation=${operation}`)).requests as {
        operation: string;
        body: Json;
        warnings: string[];
      }[],
    /** The payer fills the page's form and passes the bank; answers the address the browser is sent to. */
    async payOnPage(pageUrl: string, { card = PAYS, password = "123456" } = {}): Promise<string> {
      const form = (fields: Record<string, string>) => ({
        method: "POST",
        body: new URLSearchParams(fields),
        redirect: "manual" as const,
      });
      const typed = { holder: "DENIZ ORNEK", number: card, month: "12", year: "29", cvc: "000" };
      const submitted = await fetch(pageUrl, form(typed));
      const bank = submitted.headers.get("location");
      if (bank === null) throw new Error(`the page did not go on: ${submitted.status}`);
      await fetch(bank);
      const done = await fetch(bank, form({ password }));
      return done.headers.get("location") ?? "";
    },
  };
}

export const follow = (merchant: TestMerchant, link: PaylinkDto) =>
  followPaylink({ merchantId: merchant.id, paylinkId: link.id, clock: systemClock });

export async function paymentsOf(merchant: TestMerchant, link: PaylinkDto) {
  return (await listPayments(makeContext(merchant), PaymentFilter.parse({ paylink_id: link.id }))).data;
}
