import "server-only";
import type { MarketplaceProvider } from "../../marketplace";
import type { PaywallConnection } from "../client";
import { approvalStates, approveProducts, cancelApproval } from "./approvals";
import { createMember, findMember } from "./members";

/** Paywall's marketplace behind its port. */
export const paywallMarketplace = (connection: PaywallConnection): MarketplaceProvider => ({
  approvalStates: (transactionId) => approvalStates(connection, transactionId),
  approveProducts: (approval) => approveProducts(connection, approval),
  cancelApproval: (of) => cancelApproval(connection, of),
  findMember: (externalId) => findMember(connection, externalId),
  createMember: (member) => createMember(connection, member),
});
