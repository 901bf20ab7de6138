"use server";

import { revalidatePath } from "next/cache";
import type { z } from "zod";
import { routes } from "@/app/_lib/routes";
import { type ActionState, merchantAction } from "@/lib/http/action";
import { AppError } from "@/lib/kernel/errors";
import { isId } from "@/lib/kernel/ids";
import { addProviderAccount } from "@/lib/settings/accounts/add-account";
import { rotateAccountKeys } from "@/lib/settings/accounts/rotate-keys";
import type { AddAccountInput, RotateKeysInput, WebhookPolicyInput } from "@/lib/settings/accounts/schemas";
import { setDefaultAccount } from "@/lib/settings/accounts/set-default";
import { setWebhookPolicy } from "@/lib/settings/accounts/set-webhook-policy";
import type { CardEntry } from "@/lib/settings/accounts.queries";
import { addMember, askMember } from "@/lib/settings/members/add-member";
import type { AddMemberInput } from "@/lib/settings/members/schemas";
import { setCardEntry } from "@/lib/settings/set-card-entry";
import { type EscrowMirrorInput, setEscrowMirror } from "@/lib/settings/set-escrow-mirror";

export type CardEntryWish = { provider_account_id: string; card_entry: CardEntry; acknowledged: boolean };
type NewAccount = { commandId: string; account: z.input<typeof AddAccountInput> };

/** A session's actions each of which, sent twice, leaves what it left the first time. */
function accountAction<I, O>(run: Parameters<typeof merchantAction<I, O>>[0]) {
  const act = merchantAction(run);
  return async (slug: string, input: I): Promise<ActionState<O>> => {
    const state = await act(slug, input);
    if (state.kind === "ok") revalidatePath(routes.accounts(slug));
    return state;
  };
}

const set = accountAction((ctx, input: CardEntryWish) => setCardEntry(ctx, input));
const makeDefault = accountAction((ctx, id: string) => setDefaultAccount(ctx, { provider_account_id: id }));
const rotate = accountAction((ctx, input: z.input<typeof RotateKeysInput>) => rotateAccountKeys(ctx, input));
const setPolicy = accountAction((ctx, input: z.input<typeof WebhookPolicyInput>) => setWebhookPolicy(ctx, input));
// No stored answer as other forms have: what is sent holds a password, of which not even a fingerprint is kept.
const add = accountAction((ctx, { commandId, account }: NewAccount) => {
  if (!isId("command", commandId)) throw new AppError("malformed", "the form names no command");
  return addProviderAccount({ ...ctx, commandSeed: `${ctx.merchantId}|${ctx.user.id}|${commandId}` }, account);
});

type NewMember = { commandId: string; member: z.input<typeof AddMemberInput> };

const setMirror = accountAction((ctx, input: z.input<typeof EscrowMirrorInput>) => setEscrowMirror(ctx, input));
const ask = accountAction((ctx, id: string) => askMember(ctx, { id }));
// No stored answer either: the seller's own numbers are kept nowhere here.
const addSeller = accountAction((ctx, { commandId, member }: NewMember) => {
  if (!isId("command", commandId)) throw new AppError("malformed", "the form names no command");
  return addMember({ ...ctx, commandSeed: `${ctx.merchantId}|${ctx.user.id}|${commandId}` }, member);
});

export const setMirrorAction = async (slug: string, input: z.input<typeof EscrowMirrorInput>) => setMirror(slug, input);
export const askMemberAction = async (slug: string, id: string) => ask(slug, id);
export const addMemberAction = async (slug: string, input: NewMember) => addSeller(slug, input);
export const setCardEntryAction = async (slug: string, input: CardEntryWish) => set(slug, input);
export const addAccountAction = async (slug: string, input: NewAccount) => add(slug, input);
export const rotateKeysAction = async (slug: string, input: z.input<typeof RotateKeysInput>) => rotate(slug, input);
export const setDefaultAction = async (slug: string, id: string) => makeDefault(slug, id);
export const setPolicyAction = async (slug: string, input: z.input<typeof WebhookPolicyInput>) =>
  setPolicy(slug, input);
