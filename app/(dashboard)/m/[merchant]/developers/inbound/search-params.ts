import { z } from "zod";
import { NotificationFilter, TRUST_LEVELS, VERDICTS } from "@/lib/webhooks/inbox/schemas";

const optional = <T extends z.ZodType>(value: T) => value.optional().catch(undefined);
const text = (value: string | string[] | undefined) => (typeof value === "string" && value !== "" ? value : undefined);

const Params = z.object({
  status: optional(z.enum(VERDICTS)),
  trust: optional(z.enum(TRUST_LEVELS)),
  provider: optional(z.enum(["paynet", "paywall"])),
  q: optional(z.string().trim().max(100)),
  from: optional(z.iso.date()),
  to: optional(z.iso.date()),
  after: optional(z.string().max(60)),
});
export type InboundParams = z.output<typeof Params>;

/** The address is the state: a bad value counts as absent, never as an error page. */
export function parseInboundParams(raw: Record<string, string | string[] | undefined>): InboundParams {
  return Params.parse(Object.fromEntries(Object.entries(raw).map(([key, value]) => [key, text(value)])));
}

export function toFilter({ after, ...params }: InboundParams, limit?: number): NotificationFilter {
  const given = Object.entries(params).filter(([, value]) => value !== undefined);
  return NotificationFilter.parse({
    ...Object.fromEntries(given),
    ...(after === undefined ? {} : { starting_after: after }),
    ...(limit === undefined ? {} : { limit }),
  });
}
