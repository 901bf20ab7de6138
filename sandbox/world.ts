import type { SandboxSettings } from "./settings";
import type { Truth } from "./state/truth";
import type { VirtualClock } from "./state/virtual-clock";
import type { FaultBook } from "./traffic/fault-book";
import type { RequestLog } from "./traffic/request-log";
import type { Courier } from "./webhooks/courier";

/** Everything a service of the sandbox may touch. */
export interface World {
  settings: SandboxSettings;
  port: number;
  /** Origin of the API, known once the port is. */
  apiUrl: string;
  /** Origin of every page the sandbox links to; another site than the API's on purpose. */
  pagesUrl: string;
  truth: Truth;
  clock: VirtualClock;
  faults: FaultBook;
  requests: RequestLog;
  courier: Courier;
}
