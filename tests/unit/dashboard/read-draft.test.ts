import { describe, expect, it } from "vitest";
import { type CheckoutDraft, EMPTY_DRAFT } from "@/app/(dashboard)/m/[merchant]/checkouts/new/checkout-draft";
import { itemSum } from "@/app/(dashboard)/m/[merchant]/checkouts/new/item-sum";
import { fieldOfPath, readDraft } from "@/app/(dashboard)/m/[merchant]/checkouts/new/read-draft";
import { CreateCheckoutInput } from "@/lib/checkout/sessions/schemas";

const draft = (part: Partial<CheckoutDraft>): CheckoutDraft => ({ ...EMPTY_DRAFT, amount: "1.840,00", ...part });
const item = (name: string, quantity: string, unit: string) => ({ key: name, name, quantity, unit });

function understood(part: Partial<CheckoutDraft>) {
  const reading = readDraft(draft(part), "tr");
  if (reading.kind !== "ok") throw new Error(JSON.stringify(reading.errors));
  return CreateCheckoutInput.parse(reading.input);
}

function errorsOf(part: Partial<CheckoutDraft>) {
  const reading = readDraft(draft(part), "tr");
  return reading.kind === "invalid" ? reading.errors : {};
}

describe("the form of a payment page", () => {
  it("asks for nothing but an amount, and everything left empty is absent", () => {
    expect(understood({})).toMatchObject({ amount: 184_000n, capture: "automatic", expires_in_hours: 24, items: [] });
    expect(understood({})).not.toHaveProperty("provider");
    expect(understood({}).customer).toEqual({});
  });

  it("becomes the use case's own input, in minor units", () => {
    const input = understood({
      items: [item("Çay takımı", "1", "1.560,00"), item("Fincan", "2", "140")],
      provider: "paywall",
      capture: "manual",
      max_installments: "6",
      bearer: "merchant",
      hours: "custom",
      custom_hours: "5",
      phone: "0532 418 60 17",
    });
    expect(input).toMatchObject({
      items: [
        { name: "Çay takımı", quantity: 1, unit_amount: 156_000 },
        { name: "Fincan", quantity: 2, unit_amount: 14_000 },
      ],
      provider: "paywall",
      capture: "manual",
      installments: { max: 6, payer_bears_difference: false },
      expires_in_hours: 5,
      customer: { phone: "5324186017" },
    });
  });

  it("refuses lines that do not come to the amount", () => {
    expect(errorsOf({ items: [item("Fincan", "2", "140")] })).toEqual({ items: ["items_do_not_add_up"] });
  });

  it("says nothing about the sum while an amount cannot be read", () => {
    expect(errorsOf({ amount: "on lira", items: [item("Fincan", "2", "140")] })).toEqual({ amount: ["amount"] });
    expect(errorsOf({ items: [item("Fincan", "2", "yüz")] })).toEqual({ "items.0.unit": ["amount"] });
  });

  it.each<[Partial<CheckoutDraft>, Record<string, string[]>]>([
    [{ amount: "1.234" }, { amount: ["amount_ambiguous"] }],
    [{ email: "ali@" }, { email: ["email"] }],
    [{ phone: "0212 555 11 22" }, { phone: ["not_a_turkish_mobile"] }],
    [{ description: "4355 0843 5508 4358" }, { description: ["card_number_refused"] }],
    [{ success_url: "shop.example" }, { success_url: ["not_a_return_address"] }],
    [{ hours: "custom", custom_hours: "yarın" }, { custom_hours: ["hours"] }],
    [{ hours: "custom", custom_hours: "9000" }, { custom_hours: ["hours"] }],
    [{ items: [item("", "0", "140")] }, { "items.0.name": ["required"], "items.0.quantity": ["quantity"] }],
  ])("puts a mistake beside its field: %j", (part, errors) => {
    expect(errorsOf(part)).toMatchObject(errors);
  });

  it("finds the field of what the use case refuses", () => {
    expect(["capture", "customer.email", "items.2.unit_amount", "expires_in_hours"].map(fieldOfPath)).toEqual([
      "capture",
      "email",
      "items.2.unit",
      "custom_hours",
    ]);
  });
});

describe("the sum of the lines", () => {
  it("is known only when every line can be read", () => {
    expect(itemSum([item("a", "3", "0,10"), item("b", "1", "1.000,00")], "tr")).toBe(100_030n);
    expect(itemSum([item("a", "3", "0,10"), item("b", "1", "")], "tr")).toBeUndefined();
    expect(itemSum([item("a", "0", "5")], "tr")).toBeUndefined();
  });
});
