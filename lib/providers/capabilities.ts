/** What a provider can do for a paylink; the form hides the rest and the use case refuses it before any call. */
export type Capabilities = {
  paymentLinks: {
    create: boolean;
    lookupByReference: boolean;
    deactivate: boolean;
    manyUses: boolean;
    pinnedInstallment: boolean;
    sendsEmail: boolean;
    sendsSms: boolean;
    /** The payer bears the commission on top of the price. */
    addsCommission: boolean;
    /** Agents, their users and kinds of POS. */
    dealers: boolean;
  };
  /** Card entry on our own page, beside the provider's hosted page that both have (architecture decision 14). */
  cardEntry: { browserToken: boolean; serverCard: boolean };
  /** Who takes the money after the bank's page: `ours` is a charge that only we send, `provider` happens without us. */
  charge: "ours" | "provider";
  /** A 3-D payment may hold the money and be captured later. */
  threeDHold: boolean;
  /** What the port answers `unsupported` to where it is false. */
  installmentTable: boolean;
  binInfo: boolean;
  /** Lists of transactions, links and reversals between two instants; without them only queries by name find anything. */
  lists: boolean;
};

export const CAPABILITIES: Record<"paynet" | "paywall", Capabilities> = {
  paynet: {
    paymentLinks: {
      create: true,
      lookupByReference: true,
      deactivate: true,
      manyUses: true,
      pinnedInstallment: true,
      sendsEmail: true,
      sendsSms: true,
      addsCommission: true,
      dealers: true,
    },
    cardEntry: { browserToken: false, serverCard: false },
    charge: "ours",
    threeDHold: true,
    installmentTable: false,
    binInfo: false,
    lists: true,
  },
  paywall: {
    paymentLinks: {
      create: true,
      lookupByReference: false,
      deactivate: false,
      manyUses: false,
      pinnedInstallment: false,
      sendsEmail: false,
      sendsSms: false,
      addsCommission: false,
      dealers: false,
    },
    cardEntry: { browserToken: true, serverCard: true },
    charge: "provider",
    threeDHold: true,
    installmentTable: true,
    binInfo: true,
    lists: false,
  },
};
