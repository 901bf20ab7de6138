const PROVIDERS: Record<string, string> = { paynet: "Paynet", paywall: "Paywall" };

/** `provider_receivable:paynet` as a catalogue key and the provider it names. */
export function accountKey(account: string): { key: string; provider: string } {
  const [key = "", provider = ""] = account.split(":");
  return { key, provider: PROVIDERS[provider] ?? provider };
}
