import { z } from "zod";

export const UnknownCodeFilter = z.strictObject({ provider: z.enum(["paynet", "paywall"]).optional() });
export type UnknownCodeFilter = z.output<typeof UnknownCodeFilter>;

/** A code of a failed try that the failure coach has no sentence for. */
export type UnknownCode = {
  provider: string;
  code: string;
  /** What the provider wrote beside it the last time. */
  message: string;
  count: number;
  first_at: string;
  last_at: string;
};

/** At most a hundred codes, the latest first; `has_more` says that there are others. */
export type UnknownCodePage = { object: "list"; data: UnknownCode[]; has_more: boolean };
