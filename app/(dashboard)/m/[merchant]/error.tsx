"use client";

import { RouteError } from "@/app/_components/lists/route-error";

type ErrorProps = { error: Error & { digest?: string }; reset: () => void };

export default function MerchantError({ error, reset }: ErrorProps) {
  return <RouteError digest={error.digest} retry={reset} />;
}
