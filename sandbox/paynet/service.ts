import type { PosKey } from "../paypos/records";
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
  /** Whose session key opened a softPOS call; null for every other service. */
  posKey: PosKey | null;
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
  /**
   * `browser`: opened by the publishable key, and by any site's script. `phone_server`: the secret key with the mark of a
   * phone; `phone`: a session key alone. Everything else is for servers with the secret key.
   */
  from?: "browser" | "phone_server" | "phone";
  run(call: ServiceCall): ServiceAnswer;
}
