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
  },
};
