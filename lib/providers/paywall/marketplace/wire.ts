/** Shapes of members and approvals on the wire (docs/providers/paywall.md 12); it converts nothing. */
import { z } from "zod";

const wireDecimal = z.union([z.number(), z.string()]);

/** `Body` of approvals and of taking them back. */
export const VerdictsBody = z.looseObject({
  Success: z.array(z.looseObject({ ProductId: z.number().int() })).nullish(),
  Fail: z.array(z.looseObject({ ProductId: z.number().int(), Reason: z.string().nullish() })).nullish(),
});

/** `GET marketplace/report/approval`. */
export const StatesBody = z.looseObject({
  Approved: z.array(z.looseObject({ ProductId: z.number().int() })),
  NotApproved: z.array(z.looseObject({ ProductId: z.number().int() })),
});

/** `GET product`. */
export const ProductsBody = z.array(
  z.looseObject({
    Id: z.number().int(),
    MemberId: z.number().int().nullish(),
    ProductId: z.string(),
    ProductAmount: wireDecimal,
  }),
);

/** A member, as every service of members answers it. */
export const MemberBody = z.looseObject({
  Id: z.number().int().positive(),
  MemberExternalId: z.string(),
  MemberName: z.string().nullish(),
  BankAccounts: z.array(z.looseObject({ Iban: z.string().nullish() })).nullish(),
  ValueDate: z.looseObject({ CalculationType: z.number().int() }).nullish(),
});
