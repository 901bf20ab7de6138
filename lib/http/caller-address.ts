import "server-only";
import { env } from "@/lib/runtime/env";
import { clientAddress } from "./client-address";
import { peerOf } from "./peer";

/** The address of whoever sent this request, behind as many proxies as this installation trusts. */
export function callerAddress(headers: Pick<Headers, "get">): string {
  return clientAddress(headers.get("x-forwarded-for"), peerOf(headers), env().TRUSTED_PROXIES);
}
