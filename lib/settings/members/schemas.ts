import { z } from "zod";
import { TurkishIban } from "@/lib/escrow/terms-schemas";
import { FreeText } from "@/lib/paylinks/schemas";

const digits = (count: number, message: string) =>
  z
    .string()
    .trim()
    .regex(new RegExp(`^\\d{${count}}$`), message);

const common = {
  provider_account_id: z.string().max(40),
  name: FreeText(120),
  iban: TurkishIban,
  email: z.email().max(120),
  phone: z
    .string()
    .trim()
    .regex(/^5\d{9}$/, "phone_of_ten_digits"),
  address: FreeText(200),
  /** Days after the approval on which the provider pays. */
  pay_after_days: z.int().min(1).max(100).default(1),
};

const tax = { tax_office: FreeText(60), tax_number: digits(10, "tax_number_of_ten_digits") };
const person = { identity_number: digits(11, "identity_number_of_eleven_digits"), surname: FreeText(60) };

/** A seller as the provider wants to know it; the numbers of its owner are sent and kept nowhere here. */
export const AddMemberInput = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("person"), ...common, ...person }),
  z.strictObject({ kind: z.literal("sole_trader"), ...common, ...person, ...tax }),
  z.strictObject({ kind: z.literal("company"), ...common, ...tax }),
]);
export type AddMemberInput = z.output<typeof AddMemberInput>;

export const MemberIdInput = z.strictObject({ id: z.string().max(40) });

/** `making`, `unknown`: whether the provider has it is asked, never guessed. */
export type MemberDto = {
  id: string;
  provider_account_id: string;
  name: string;
  iban: string;
  status: "making" | "made" | "refused" | "unknown";
  member_number: number | null;
  detail: string | null;
  created_at: string;
};
