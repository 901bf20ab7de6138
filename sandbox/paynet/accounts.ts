/** One pair of keys at the imitated provider. What one key made, another key never sees. */
export interface PaynetAccount {
  name: string;
  secretKey: string;
  publishableKey: string;
  companyCode: string;
  companyName: string;
  liveAgents: readonly string[];
  blockedAgents: readonly string[];
  /** Secret of `X-Paynet-Signature`; null for an account whose webhooks are unsigned, as documented. */
  webhookSecret: string | null;
  /** Paynet has to allow payments without 3-D to each company by itself. */
  maySkip3d: boolean;
}

export const PAYNET_ACCOUNTS: PaynetAccount[] = [
  {
    name: "demo",
    secretKey: "sck_sandbox_demo",
    publishableKey: "pbk_sandbox_demo",
    companyCode: "DEMO",
    companyName: "Demo Elektronik",
    liveAgents: ["2044"],
    blockedAgents: ["2045"],
    webhookSecret: null,
    maySkip3d: false,
  },
  {
    name: "signed",
    secretKey: "sck_sandbox_signed",
    publishableKey: "pbk_sandbox_signed",
    companyCode: "DEMO",
    companyName: "Demo Elektronik",
    liveAgents: ["2044"],
    blockedAgents: ["2045"],
    webhookSecret: "whsec_sandbox_signed",
    maySkip3d: false,
  },
  {
    name: "other",
    secretKey: "sck_sandbox_other",
    publishableKey: "pbk_sandbox_other",
    companyCode: "OTHER",
    companyName: "Diğer Ticaret",
    liveAgents: ["3044"],
    blockedAgents: ["3045"],
    webhookSecret: null,
    maySkip3d: true,
  },
];

/** The account a record belongs to; throws when the state names one that does not exist. */
export function accountNamed(name: string): PaynetAccount {
  const account = PAYNET_ACCOUNTS.find((candidate) => candidate.name === name);
  if (account === undefined) throw new Error(`no sandbox account named ${name}`);
  return account;
}
