import { addHours } from "@/lib/kernel/clock";
import { CAPABILITY_GRACE_HOURS, type CapabilityKey, signCapability } from "@/lib/webhooks/capability";

export type AddressSettings = { appUrl: string; capabilityKeys: readonly CapabilityKey[] };

type LinkFacts = { merchantId: string; id: string; provider: string; providerAccountId: string; expiresAt: Date };

/** Where the provider reports and where it sends the payer back: addresses that we sign, one set a link. */
export function providerAddresses(settings: AddressSettings, link: LinkFacts) {
  const until = addHours(link.expiresAt, CAPABILITY_GRACE_HOURS);
  const capability = (kind: "link" | "return") =>
    signCapability(
      settings.capabilityKeys,
      {
        kind,
        provider: link.provider,
        merchantId: link.merchantId,
        subjectId: link.id,
        accountId: link.providerAccountId,
      },
      until,
    );
  const back = `${settings.appUrl}/api/returns/${link.provider}/${capability("return")}`;
  return {
    confirmationUrl: `${settings.appUrl}/api/webhooks/${link.provider}-callback/${capability("link")}`,
    successUrl: back,
    failureUrl: back,
  };
}

/** What staff send to the customer: our offer page. */
export function shareUrl(appUrl: string, shareToken: string): string {
  return `${appUrl}/pay/${shareToken}`;
}
