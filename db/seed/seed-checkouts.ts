import { createCheckout } from "@/lib/checkout/sessions/create-checkout";
import { asOwner } from "./as-owner";

const DAYS = 24 * 60;

type DemoCheckout = { key: string; atMinutes: number; input: Record<string, unknown> };

/** Amounts in minor units. The last one was left to expire. */
const CHECKOUTS: readonly DemoCheckout[] = [
  {
    key: "tea-set",
    atMinutes: -95,
    input: {
      amount: 184_000,
      description: "Çay takımı ve iki fincan",
      customer: { name: "Deniz Aksoy", email: "deniz.aksoy@example.com" },
      items: [
        { name: "Çay takımı, 6 kişilik", quantity: 1, unit_amount: 156_000 },
        { name: "Fincan", quantity: 2, unit_amount: 14_000 },
      ],
      installments: { max: 6, payer_bears_difference: true },
      expires_in_hours: 72,
      reference_no: "SIP-2051",
    },
  },
  {
    key: "rental-deposit",
    atMinutes: -40,
    input: {
      amount: 750_000,
      description: "Kamera kiralama depozitosu",
      customer: { name: "Selin Ateş" },
      capture: "manual",
      provider: "paywall",
      expires_in_hours: 48,
      reference_no: "KIR-118",
    },
  },
  {
    key: "left-alone",
    atMinutes: -3 * DAYS,
    input: {
      amount: 42_990,
      description: "Telefon kılıfı",
      customer: { name: "Mert Yaman" },
      expires_in_hours: 2,
      reference_no: "SIP-1990",
    },
  },
];

/** The demo's checkouts as steps of its own time line. */
export const checkoutSteps = CHECKOUTS.map(({ key, atMinutes, input }) => ({
  atMinutes,
  run: async () => void (await createCheckout(asOwner(`demo checkout ${key}`), { currency: "TRY", ...input })),
}));
