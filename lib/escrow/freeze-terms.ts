import "server-only";
import { isValidIBAN } from "ibantools";
import type { z } from "zod";
import { AppError } from "@/lib/kernel/errors";
import type { EscrowTerms, EscrowTermsInput } from "./terms-schemas";

/**
 * The terms to freeze with a link, a page or a sale; null where there are none.
 * @throws AppError invalid_input (`not_a_turkish_iban`) when the check digits of the IBAN are wrong
 */
export function frozenTerms(input: z.output<typeof EscrowTermsInput> | undefined): EscrowTerms | null {
  if (input === undefined || !input.enabled) return null;
  const { enabled: _enabled, ...terms } = input;
  if (terms.beneficiary !== null && !isValidIBAN(terms.beneficiary.iban)) {
    throw new AppError("invalid_input", "the IBAN is not one", {
      errors: [{ path: "escrow.beneficiary.iban", message: "not_a_turkish_iban" }],
    });
  }
  return terms;
}
