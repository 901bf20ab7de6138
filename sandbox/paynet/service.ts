import type { World } from "../world";
import type { PaynetAccount } from "./accounts";
import type { Fields } from "./protocol/fields";

/** What a service gets to work with. */
export interface ServiceCall {
  world: World;
  account: PaynetAccount;
  fields: Fields;
  /** Rows younger than this moment are not shown (fault `lag`). */
  seenUntil: number;
  warn(text: string): void;
}

export interface ServiceAnswer {
  body: Record<string, unknown>;
  /** Keep the caller waiting past its limit although the call took effect (sentinel 52). */
  hang?: boolean;
}

export interface Service {
  /** Path without version: also the name faults and the request log know it by. */
  operation: string;
  version: "v1" | "v2";
  /** Opened by the publishable key, and by any site's script; everything else is for servers alone. */
  from?: "browser";
  run(call: ServiceCall): ServiceAnswer;
}
