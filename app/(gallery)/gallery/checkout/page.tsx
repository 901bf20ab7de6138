import "@/app/_styles/payer.css";
import { notFound } from "next/navigation";
import { CheckoutPage } from "@/app/(checkout)/pay/[token]/_components/checkout/checkout-page";
import { PayFrame } from "@/app/(checkout)/pay/[token]/_components/pay-frame";
import { env } from "@/lib/runtime/env";
import { refuseEverything } from "./actions";
import { CHECKOUT_FIXTURES } from "./fixtures";

type PageProps = { searchParams: Promise<{ show?: string | string[] }> };

/** The checkout page with made-up facts, in every entry; it exists only beside the sandbox and pays nothing. */
export default async function CheckoutGallery({ searchParams }: PageProps) {
  if (!env().sandboxEnabled) notFound();
  const { show } = await searchParams;
  const page = CHECKOUT_FIXTURES[String(show)] ?? CHECKOUT_FIXTURES.card;
  if (page === undefined) notFound();
  return (
    <PayFrame page={{ mode: "test", ...page }} isWide>
      <CheckoutPage
        page={{ mode: "test", ...page }}
        action={refuseEverything}
        address={`/gallery/checkout?show=${String(show ?? "card")}`}
      />
    </PayFrame>
  );
}
