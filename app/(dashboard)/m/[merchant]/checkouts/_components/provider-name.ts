/** As the providers write themselves. */
export const PROVIDER_NAMES = { paynet: "Paynet", paywall: "Paywall" } as const;
