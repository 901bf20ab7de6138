import { z } from "zod";
import { AUDIT_SUBJECTS, AuditFilter } from "@/lib/audit/schemas";

const optional = <T extends z.ZodType>(value: T) => value.optional().catch(undefined);
const text = (value: string | string[] | undefined) => (typeof value === "string" && value !== "" ? value : undefined);

const Params = z.object({
  actor: optional(z.string().max(60)),
  subject: optional(z.enum(AUDIT_SUBJECTS)),
  q: optional(z.string().trim().max(80)),
  from: optional(z.iso.date()),
  to: optional(z.iso.date()),
  after: optional(z.string().regex(/^\d{1,18}$/)),
});
export type AuditParams = z.output<typeof Params>;

/** The address is the state: a bad value counts as absent, never as an error page. */
export function parseAuditParams(raw: Record<string, string | string[] | undefined>): AuditParams {
  return Params.parse(Object.fromEntries(Object.entries(raw).map(([key, value]) => [key, text(value)])));
}

export const toFilter = (params: AuditParams): AuditFilter =>
  AuditFilter.parse(Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined)));
