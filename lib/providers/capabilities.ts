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
  /** How a start asks for the money to be kept until the delivery: a flag, or products whose sellers are approved. */
  hold: "flag" | "products";
  /** The provider's own app on a phone takes cards (`PaymentProvider.softPos`). */
  softPos: boolean;
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
    cardEntry: { browserToken: true, serverCard: true },
    charge: "ours",
    threeDHold: true,
    installmentTable: true,
    binInfo: true,
    lists: true,
    hold: "flag",
    softPos: true,
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
    hold: "products",
    softPos: false,
  },
};

/** Of a provider as our rows name it. @throws RangeError for a name that is none */
export function capabilitiesOf(provider: string): Capabilities {
  if (provider !== "paynet" && provider !== "paywall") throw new RangeError(`${provider} is no provider`);
  return CAPABILITIES[provider];
}

/** What a link may ask for beyond price, payer and time; named as in REST. */
export type LinkWishes = {
  max_uses: number;
  installment_key?: string | undefined;
  send: readonly ("email" | "sms")[];
  add_commission: boolean;
  agent_id?: string | undefined;
  pos_type?: number | undefined;
  user_name?: string | undefined;
};

/** The wishes that this provider cannot fulfil: refused before anything is created, never dropped silently. */
export function wishesBeyond(provider: "paynet" | "paywall", wish: LinkWishes): string[] {
  const can = CAPABILITIES[provider].paymentLinks;
  const beyond: Record<string, boolean> = {
    provider: !can.create,
    max_uses: wish.max_uses > 1 && !can.manyUses,
    installment_key: wish.installment_key !== undefined && !can.pinnedInstallment,
    send: (wish.send.includes("email") && !can.sendsEmail) || (wish.send.includes("sms") && !can.sendsSms),
    add_commission: wish.add_commission && !can.addsCommission,
    agent_id: wish.agent_id !== undefined && !can.dealers,
    pos_type: wish.pos_type !== undefined && !can.dealers,
    user_name: wish.user_name !== undefined && !can.dealers,
  };
  return Object.keys(beyond).filter((name) => beyond[name]);
}
