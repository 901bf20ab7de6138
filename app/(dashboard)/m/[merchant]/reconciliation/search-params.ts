import { CaseFilter } from "@/lib/reconciliation/schemas";

type Raw = Record<string, string | string[] | undefined>;

/** The address is the state: a bad value counts as absent, never as an error page. */
export function parseBoardParams(raw: Raw): CaseFilter {
  const { status, reason, account, after } = raw;
  const shape = CaseFilter.shape;
  const known = shape.reason.safeParse(reason);
  const state = shape.status.safeParse(status);
  const text = (value: string | string[] | undefined) =>
    typeof value === "string" && value !== "" && value.length <= 60 ? value : undefined;
  return CaseFilter.parse({
    status: state.success ? state.data : "open",
    ...(known.success && known.data !== undefined ? { reason: known.data } : {}),
    ...(text(account) === undefined ? {} : { provider_account_id: text(account) }),
    ...(text(after) === undefined ? {} : { starting_after: text(after) }),
  });
}
