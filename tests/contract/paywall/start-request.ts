import type { ThreeDRequest } from "@/lib/providers/three-d";

export const GUID = "6a1d7c52-9f3e-4b1a-8d27-5c0e9b7f4a11";
export const tl = (amount: bigint) => ({ amount, currency: "TRY" as const });

export const started = {
  Message: null,
  RedirectUrl: "https://agent.example/x",
  Payment: { PaymentId: 1, UniqueCode: GUID },
};

export const TYPED = {
  kind: "typed" as const,
  holder: "Deniz Ornek",
  number: "5293601234567896",
  month: 3,
  year: 2029,
  code: "007",
};

/** A start that asks for nothing beyond the price. */
export const request = (wish: Partial<ThreeDRequest> = {}): ThreeDRequest => ({
  reference: "ORD-1",
  price: tl(14_990n),
  total: tl(14_990n),
  installments: 0,
  payerBearsDifference: false,
  hold: false,
  card: { kind: "token", token: "2c9b7f60" },
  payer: {
    name: "Deniz Ornek",
    phone: "5550000001",
    email: "d@e.f",
    country: "Turkey",
    city: "Izmir",
    address: "Ornek sk. 1",
    ip: "203.0.113.7",
  },
  items: [],
  itemName: "Mug",
  successUrl: "https://us.example/ok",
  failureUrl: "https://us.example/no",
  origin: "https://us.example",
  ...wish,
});
