/** Errors by field, as catalogue codes. */
export type FieldErrors = Record<string, string>;

/** What the server gives back of a form: never the number, the code, the date or the token of a card. */
export type CheckoutState = {
  errors: FieldErrors;
  values: { name: string; email: string; phone: string; holder: string; installments: string; acceptTerms: string };
};

/** `go`: an address of our own, for a new document. */
export type CheckoutAnswer = { kind: "go"; path: `/pay/${string}` } | { kind: "invalid"; state: CheckoutState };
