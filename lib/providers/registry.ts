import "server-only";
import { AppError } from "@/lib/kernel/errors";
import type { CallRecorder } from "./http-client";
import { paynetAdapter } from "./paynet/adapter";
import { readPaynetNotification } from "./paynet/notification";
import type { PaymentProvider } from "./port";

export type Environment = "sandbox" | "provider_test" | "live";

export type Connection = {
  provider: "paynet" | "paywall";
  environment: Environment;
  secretKey: string;
  sandboxUrl: string;
  timeoutMs: number;
  recorder: CallRecorder;
};

const PAYNET_HOSTS: Record<Exclude<Environment, "sandbox">, string> = {
  provider_test: "https://pts-api.paynet.com.tr",
  live: "https://api.paynet.com.tr",
};

/** The only file that names adapters. A live key can only ever meet the live host: the base comes from the environment. */
export function connectProvider(connection: Connection): PaymentProvider {
  if (connection.provider !== "paynet") {
    throw new AppError("provider_unavailable", `${connection.provider} is not connected yet`, {
      reason: "provider_not_built",
    });
  }
  const baseUrl =
    connection.environment === "sandbox" ? `${connection.sandboxUrl}/paynet` : PAYNET_HOSTS[connection.environment];
  return paynetAdapter({
    baseUrl,
    secretKey: connection.secretKey,
    timeoutMs: connection.timeoutMs,
    recorder: connection.recorder,
  });
}

/** The reference a provider's notification names, if its body can be read at all. Never trusted for more. */
export function readNotification(provider: string, body: unknown): { reference: string | undefined } {
  return provider === "paynet" ? readPaynetNotification(body) : { reference: undefined };
}
