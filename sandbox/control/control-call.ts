import type { World } from "../world";

/** One call to the control API, past its guard. */
export interface ControlCall {
  world: World;
  /** Parsed body, `{}` when there was none. */
  input: unknown;
  query: URLSearchParams;
  /** The id inside the path, "" where there is none. */
  parameter: string;
}
