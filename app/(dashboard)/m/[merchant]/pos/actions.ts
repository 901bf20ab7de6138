"use server";

import { commandAction, merchantAction } from "@/lib/http/action";
import { askPosSale, openPosApp } from "@/lib/pos/steps/ask-sale";
import { closeTerminalKey, renewTerminalKey } from "@/lib/pos/steps/close-key";
import { answerForPosSale, cancelPosSale, seePosAlarm } from "@/lib/pos/steps/decide-sale";
import { reversePosSale } from "@/lib/pos/steps/reverse-sale";
import { addTerminal, setTerminal } from "@/lib/pos/terminals/set-terminal";

type One = { id: string };
const DONE = { done: true } as const;
type Done = typeof DONE;

const ask = merchantAction<One, Done>((ctx, input) => askPosSale(ctx, input).then(() => DONE));
const open = merchantAction<One, Done>((ctx, input) => openPosApp(ctx, input).then(() => DONE));
const see = merchantAction<One, Done>((ctx, input) => seePosAlarm(ctx, input).then(() => DONE));
const renew = merchantAction((ctx, input: { terminal_id: string }) => renewTerminalKey(ctx, input));
const endKey = merchantAction((ctx, input: { terminal_id: string }) => closeTerminalKey(ctx, input));
const cancel = merchantAction<One, Done>((ctx, input) => cancelPosSale(ctx, input).then(() => DONE));
const answer = merchantAction<{ id: string; answer: string }, Done>((ctx, input) =>
  answerForPosSale(ctx, input).then(() => DONE),
);
const reverse = commandAction<{ id: string; reason: string }, Done>("pos.reverse", (ctx, input) =>
  reversePosSale(ctx, input).then(() => DONE),
);
const set = commandAction("pos.set_terminal", (ctx, input: Parameters<typeof setTerminalAction>[2]) =>
  setTerminal(ctx, input),
);
const add = commandAction("pos.add_terminal", (ctx, input: Parameters<typeof addTerminalAction>[2]) =>
  addTerminal(ctx, input),
);

/** Asks the provider now; its answer alone decides. */
export async function askPosSaleAction(slug: string, id: string) {
  return ask(slug, { id });
}

/** Our page handed the cashier over to the provider's app. */
export async function openPosAppAction(slug: string, id: string) {
  return open(slug, { id });
}

/** Nobody waits any more; the try stays watched. Twice is once. */
export async function cancelPosSaleAction(slug: string, id: string) {
  return cancel(slug, { id });
}

/** What the cashier saw; it moves no money. */
export async function answerForPosSaleAction(slug: string, id: string, said: string) {
  return answer(slug, { id, answer: said });
}

export async function seePosAlarmAction(slug: string, id: string) {
  return see(slug, { id });
}

/** Asks for the whole sale back, finished on the phone. */
export async function reversePosSaleAction(slug: string, command: string, input: { id: string; reason: string }) {
  return reverse(slug, command, input);
}

export async function renewTerminalKeyAction(slug: string, terminalId: string) {
  return renew(slug, { terminal_id: terminalId });
}

export async function addTerminalAction(
  slug: string,
  command: string,
  input: { agent_id: string; user_id: string; name: string; branch_id: string | null },
) {
  return add(slug, command, input);
}

/** Logs the till out at the provider; the next sale opens a new key. */
export async function closeTerminalKeyAction(slug: string, terminalId: string) {
  return endKey(slug, { terminal_id: terminalId });
}

export async function setTerminalAction(
  slug: string,
  command: string,
  input: { terminal_id: string; name: string; branch_id: string | null },
) {
  return set(slug, command, input);
}
