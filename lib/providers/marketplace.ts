/**
 * Payments that a provider divides between sellers and pays out once a product is approved (docs/providers/paywall.md
 * 12). Outcomes are values; `unknown` is one of them: only `approvalStates` tells what a lost answer did.
 */

/** One product of a paid payment. */
export type SoldProduct = {
  /** The provider's own name of it, which approvals take. */
  id: string;
  /** As the start named it. */
  reference: string;
  /** The seller's number at the provider; null where nobody but us sells it. */
  member: number | null;
  /** Minor units. */
  amount: bigint;
};

/** A payment by the provider's transaction id, and products of it by `SoldProduct.id`. */
export type ProductsOf = { transactionId: string; productIds: readonly string[] };

export type Approval = ProductsOf & {
  /** Who said at the start what the seller gets. */
  shareBy: "provider" | "us";
  /** Text of the later transfer to the seller. */
  transferText?: string;
};

/** Each product's own verdict, each exactly once; `rejected`: nothing happened to any of them. */
export type ApprovalOutcome =
  | { kind: "answered"; done: string[]; refused: { id: string; reason: string }[]; callId: string }
  | { kind: "rejected"; code: string; message: string; callId: string }
  | { kind: "unknown"; why: string };

export type ApprovalStates =
  | { kind: "found"; products: (SoldProduct & { approved: boolean })[]; callId: string }
  | { kind: "absent" }
  | { kind: "unknown"; why: string };

export type NewMember = {
  /** Ours, one a seller. */
  externalId: string;
  kind: "person" | "sole_trader" | "company";
  name: string;
  /** First and last name of a person, the registered title of a company. */
  title: string;
  taxOffice?: string;
  taxNumber?: string;
  identityNumber?: string;
  email: string;
  phone: string;
  address: string;
  contact?: { name: string; surname: string };
  account?: { title: string; iban: string };
  /** When the seller is paid after an approval, and what is kept of it. */
  payout?: {
    on: { daysLater: number } | { weekday: number } | { dayOfMonth: number };
    commissionBasisPoints: number;
  };
};

export type MemberLookup =
  | { kind: "found"; member: number; name: string; hasAccount: boolean; hasPayoutRule: boolean }
  | { kind: "absent" }
  | { kind: "unknown"; why: string };

/** `unknown`: the member may exist now; `findMember` tells. */
export type MemberOutcome =
  | { kind: "created"; member: number; callId: string }
  | { kind: "rejected"; code: string; message: string; callId: string }
  | { kind: "unknown"; why: string };

export interface MarketplaceProvider {
  /** What was sold, and what of it is approved. */
  approvalStates(transactionId: string): Promise<ApprovalStates>;
  /** Owes the sellers their shares; sent once, a lost answer is asked about. */
  approveProducts(approval: Approval): Promise<ApprovalOutcome>;
  /** Takes approvals back while the seller is not paid; sent once. */
  cancelApproval(of: ProductsOf): Promise<ApprovalOutcome>;
  findMember(externalId: string): Promise<MemberLookup>;
  /** Never again after a lost answer before `findMember` said `absent`. */
  createMember(member: NewMember): Promise<MemberOutcome>;
}
