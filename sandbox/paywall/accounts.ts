/** Hash keys by type (docs/providers/paywall.md 9); an absent one is a key not activated in the panel. */
export interface PaywallHashKeys {
  threeD?: string;
  link?: string;
  page?: string;
  system?: string;
}

/** One merchant at the imitated Paywall. What one merchant's keys made, another's never see. */
export interface PaywallAccount {
  name: string;
  publicKey: string;
  publicClient: string;
  privateKey: string;
  privateClient: string;
  companyName: string;
  hashKeys: PaywallHashKeys;
}

export const PAYWALL_ACCOUNTS: PaywallAccount[] = [
  {
    name: "demo",
    publicKey: "pwpub_sandbox_demo",
    publicClient: "pwpubclient_sandbox_demo",
    privateKey: "pwprv_sandbox_demo",
    privateClient: "pwprvclient_sandbox_demo",
    companyName: "Demo Elektronik",
    hashKeys: {
      threeD: "pwhash_3d_sandbox_demo",
      link: "pwhash_link_sandbox_demo",
      page: "pwhash_page_sandbox_demo",
      system: "pwhash_system_sandbox_demo",
    },
  },
  {
    name: "other",
    publicKey: "pwpub_sandbox_other",
    publicClient: "pwpubclient_sandbox_other",
    privateKey: "pwprv_sandbox_other",
    privateClient: "pwprvclient_sandbox_other",
    companyName: "Diğer Ticaret",
    hashKeys: {},
  },
];

/** The account a record belongs to; throws when the state names one that does not exist. */
export function paywallAccountNamed(name: string): PaywallAccount {
  const account = PAYWALL_ACCOUNTS.find((candidate) => candidate.name === name);
  if (account === undefined) throw new Error(`no sandbox Paywall account named ${name}`);
  return account;
}
