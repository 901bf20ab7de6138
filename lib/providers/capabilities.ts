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
  };
  /** What the port answers `unsupported` to where it is false. */
  startThreeD: boolean;
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
    },
    startThreeD: false,
    installmentTable: false,
    binInfo: false,
    lists: true,
  },
  paywall: {
    paymentLinks: {
      create: false,
      lookupByReference: false,
      deactivate: false,
      manyUses: false,
      pinnedInstallment: false,
      sendsEmail: false,
      sendsSms: false,
    },
    startThreeD: true,
    installmentTable: true,
    binInfo: true,
    lists: false,
  },
};
