import "server-only";
import { userNames } from "@/lib/auth/user-names.system";
import type { Context } from "@/lib/runtime/context";
import { getBoard, getCase, listCases } from "./queries";
import type { CaseDto, CaseFilter, CaseView } from "./schemas";

async function named(ctx: Context, cases: CaseDto[]): Promise<CaseView[]> {
  const people = cases.flatMap(({ owner_id, decided_by }) => [
    ...(owner_id === null ? [] : [owner_id]),
    ...(decided_by?.kind === "user" ? [decided_by.id] : []),
  ]);
  const names = await userNames(ctx.merchantId, people);
  const { accounts } = await getBoard(ctx);
  return cases.map((one) => ({
    ...one,
    account: accounts.find(({ id }) => id === one.provider_account_id)?.label ?? null,
    owner_name: one.owner_id === null ? null : (names.get(one.owner_id) ?? null),
    decided_name: one.decided_by === null ? null : (names.get(one.decided_by.id) ?? null),
  }));
}

/** The board's rows for screens. @throws AppError as listCases */
export async function listCaseViews(
  ctx: Context,
  filter: CaseFilter,
): Promise<{ data: CaseView[]; has_more: boolean }> {
  const page = await listCases(ctx, filter);
  return { data: await named(ctx, page.data), has_more: page.has_more };
}

/** @throws AppError as getCase */
export async function getCaseView(ctx: Context, id: string): Promise<CaseView> {
  const [view] = await named(ctx, [await getCase(ctx, id)]);
  if (view === undefined) throw new Error("a case without a view");
  return view;
}
