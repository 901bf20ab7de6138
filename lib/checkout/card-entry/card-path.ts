import "server-only";
import { env } from "@/lib/runtime/env";
import type { CheckoutPage } from "../schemas";

/** Where a `browser_token` checkout lives: its address names the provider and the environment (see `channels.ts`). */
export function cardPath(page: CheckoutPage, mode: "test" | "live"): `/pay/${string}` {
  const byMode = mode === "live" ? "live" : env().sandboxEnabled ? "sandbox" : "provider_test";
  return `/pay/${encodeURIComponent(page.token)}/card/${page.provider}-${page.environment ?? byMode}`;
}
