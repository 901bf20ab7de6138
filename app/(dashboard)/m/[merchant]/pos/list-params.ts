import type { PosStatus } from "@/lib/pos/session";

/** The screen as the address carries it; parsed in `search-params.ts`, which the browser does not load. */
export type PosParams = {
  view: "board" | "table";
  status: PosStatus | "all";
  terminal: string;
  q: string;
  after: string;
  /** Larger and without the shell, for a screen on the wall. */
  kiosk: boolean;
  /** Hides the sums, where customers can see the screen. */
  hidden: boolean;
};

/** The same filter as the query string of the internal API. */
export function toApiFilter(params: PosParams): Record<string, string> {
  return {
    ...(params.status === "all" ? {} : { status: params.status }),
    ...(params.terminal === "" ? {} : { terminal_id: params.terminal }),
    ...(params.q === "" ? {} : { reference_no: params.q }),
    ...(params.after === "" ? {} : { starting_after: params.after }),
  };
}
