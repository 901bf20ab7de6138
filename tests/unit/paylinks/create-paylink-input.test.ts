import { describe, expect, it } from "vitest";
import { CreatePaylinkInput } from "@/lib/paylinks/schemas";

const valid = { amount: 123_450, currency: "TRY", customer: { name: "Ali Deneme" } };

function problems(input: unknown): string[] {
  const parsed = CreatePaylinkInput.safeParse(input);
  return parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
}

describe("CreatePaylinkInput", () => {
  it("turns the amount into minor units and fills the documented defaults", () => {
    expect(CreatePaylinkInput.parse(valid)).toMatchObject({
      amount: 123_450n,
      expires_in_hours: 72,
      max_uses: 1,
      add_commission: false,
      send: [],
      send_confirmation_mail: true,
    });
  });

  it.each(["5321112233", "0532 111 22 33", "+90 (532) 111-22-33", "905321112233"])(
    "reads the mobile %s as ten digits",
    (phone) => {
      expect(CreatePaylinkInput.parse({ ...valid, customer: { name: "Ali", phone } }).customer.phone).toBe(
        "5321112233",
      );
    },
  );

  it.each([0, -1, 1.5, 1_000_000_000_001, "100", null])("refuses the amount %s", (amount) => {
    expect(problems({ ...valid, amount })).toHaveLength(1);
  });

  it("asks for an address before it promises to send", () => {
    expect(problems({ ...valid, send: ["email", "sms"] })).toEqual([
      "customer.email: email_needed_to_send",
      "customer.phone: phone_needed_to_send",
    ]);
  });

  it("refuses a card number in any text", () => {
    for (const field of ["note", "agent_note", "reference_no", "user_name"]) {
      expect(problems({ ...valid, [field]: "4355084355084358" })).toEqual([
        expect.stringContaining("card_number_refused"),
      ]);
    }
    expect(problems({ ...valid, customer: { name: "Ali 4355 0843 5508 4358" } })).toHaveLength(1);
  });

  it("refuses fields it does not know", () => {
    expect(problems({ ...valid, colour: "red" })).toHaveLength(1);
    expect(problems({ ...valid, currency: "USD" })).toHaveLength(1);
    expect(problems({ ...valid, success_url: "//evil.example" })).toEqual(["success_url: not_a_return_address"]);
  });
});
