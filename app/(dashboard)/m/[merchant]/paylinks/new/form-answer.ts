import type { SubmissionResult } from "@conform-to/react";

/**
 * What the form learns. `refused`: no link was made. `open` and `lost`: it may have been, and sending again makes no
 * second one. `mismatch`: an earlier sending with other details may have made one.
 */
export type FormAnswer = {
  result: SubmissionResult<string[]> | undefined;
  problem: "refused" | "open" | "lost" | "mismatch" | undefined;
};
