import type { CheckoutPage } from "@/lib/checkout/schemas";

const base: CheckoutPage = {
  kind: "checkout",
  token: "0123456789abcdefghjkmnpqrs",
  merchant: { name: "Demo Elektronik", descriptor: "PAYNET / DEMO ELEKTRONIK", phone: "0312 555 01 42" },
  amount: "123450",
  description: "Yemek odası sandalyesi",
  referenceNo: "2418",
  items: [
    { name: "Meşe sandalye", quantity: 2, unitAmount: "54500" },
    { name: "Kargo ve kurulum", quantity: 1, unitAmount: "14450" },
  ],
  isHold: false,
  installments: [1, 3, 6, 9, 12],
  payerBearsDifference: true,
  customer: { name: null, email: null, phone: null },
  expiresAt: "2030-01-01T12:00:00.000Z",
  entry: "server_card_entry",
  provider: "paynet",
  account: "pa_gallery",
  environment: "sandbox",
  providerHost: "paynet.com.tr",
  lastFailure: null,
  texts: { privacy: "Kişisel verileriniz ödeme için işlenir.", distanceSales: "Cayma hakkı 14 gündür." },
  held: null,
  storedCards: [],
};

/** One a look; chosen by `?show=`. */
export const CHECKOUT_FIXTURES: Record<string, CheckoutPage> = {
  card: base,
  redirect: { ...base, entry: "redirect", installments: [1], texts: { privacy: null, distanceSales: null } },
  token: { ...base, entry: "browser_token", provider: "paywall", payerBearsDifference: false },
  stored: {
    ...base,
    storedCards: [
      { id: "sc_gallery1", brand: "Visa", bank: "Deneme Bankası", last4: "4358" },
      { id: "sc_gallery2", brand: "Troy", bank: null, last4: "0017" },
    ],
  },
  hold: { ...base, isHold: true, installments: [1], items: [] },
  failed: {
    ...base,
    lastFailure: { reason: "limit", code: "51" },
    customer: { name: "Ali Deneme", email: "ali@example.com", phone: "5321234567" },
  },
};
