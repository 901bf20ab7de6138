import "server-only";
import { createHash } from "node:crypto";
import { questionOfTry } from "@/lib/checkout/tries/ask-about-try";
import { AppError } from "@/lib/kernel/errors";
import { type IdKind, idFrom } from "@/lib/kernel/ids";
import { questionOfLink } from "@/lib/paylinks/follow-paylink";
import type { Question } from "@/lib/payments/question";
import { questionOfSale } from "@/lib/pos/sales/follow-pos";
import type { ProviderTransaction } from "@/lib/providers/port";
import type { Context } from "@/lib/runtime/context";
import type { Command, CommandArgs } from "@/lib/runtime/run-command";
import { answerTo } from "./ask-provider";
import { type ReplayEvent, readReplayEvents } from "./events-repository";
import { type AskedSubject, MOST_SUBJECTS, type ReplaySource } from "./schemas";

export type PlannedSubject = AskedSubject & { commands: { command: Command; args: CommandArgs }[] };
export type ReplayPlan = { events: ReplayEvent[]; subjects: PlannedSubject[] };

function questionOf(ctx: Context, { kind, id }: Pick<AskedSubject, "kind" | "id">): Promise<Question | undefined> {
  if (kind === "attempt") return questionOfTry(ctx.merchantId, id);
  return kind === "pos_session" ? questionOfSale(ctx.merchantId, id) : questionOfLink(ctx.merchantId, id);
}

/** The same ids however often the same transaction is replayed, so that two looks at it show the same difference. */
function idsFor(subjectId: string, { transactionId }: ProviderTransaction) {
  return (kind: IdKind) =>
    idFrom(kind, createHash("sha256").update(`replay|${subjectId}|${transactionId}|${kind}`).digest());
}

async function planCommands(
  ctx: Context,
  question: Question,
  transactions: readonly ProviderTransaction[],
  proof: { callId: string; eventId: string },
): Promise<Pick<PlannedSubject, "commands" | "left_open">> {
  const planned: Pick<PlannedSubject, "commands" | "left_open"> = { commands: [], left_open: [] };
  const ours = transactions.filter(({ reference }) => reference === question.ask.reference);
  ours.sort((a, b) => (a.occurredAt?.getTime() ?? 0) - (b.occurredAt?.getTime() ?? 0));
  for (const transaction of ours) {
    const ids = idsFor(question.subjectId, transaction);
    const told = await question.commandOf({ transaction, ...proof, actor: ctx.actor, clock: ctx.clock, ids });
    if (told.kind === "command") planned.commands.push({ command: told.command, args: told.args });
    if (told.kind === "open") planned.left_open.push(told.why);
  }
  return planned;
}

async function planSubject(
  ctx: Context,
  subject: Pick<AskedSubject, "kind" | "id">,
  eventId: string,
  source: ReplaySource,
): Promise<PlannedSubject> {
  const nothing = { kind: subject.kind, id: subject.id, left_open: [], refused: [], commands: [] };
  const question = await questionOf(ctx, subject);
  if (!question) return { ...nothing, answer: "cannot_be_asked" };
  const answer = await answerTo(ctx, question, source);
  if (answer === undefined) return { ...nothing, answer: "nothing_recorded" };
  if (answer.kind === "unknown") return { ...nothing, answer: "no_answer" };
  if (answer.kind === "absent") return { ...nothing, answer: "absent" };
  const planned = await planCommands(ctx, question, answer.transactions, { callId: answer.callId, eventId });
  return { ...nothing, ...planned, answer: "found" };
}

/** The named notifications in the order received. @throws AppError not_found when one is not the caller's */
export async function demandEvents(ctx: Context, ids: readonly string[]): Promise<ReplayEvent[]> {
  const events = await readReplayEvents(ctx, ids);
  if (events.length !== new Set(ids).size) throw new AppError("not_found", "no such notification");
  return events;
}

/**
 * What the named notifications would make us do: each subject they name is asked about once, and the answer becomes the
 * follower's own commands. What a notification's body claims is never used (money-safety 12).
 * @throws AppError not_found (an id that is not the caller's), limit_exceeded (more than twenty subjects)
 */
export async function planReplay(ctx: Context, ids: readonly string[], source: ReplaySource): Promise<ReplayPlan> {
  const events = await demandEvents(ctx, ids);
  const latest = new Map<string, { subject: Pick<AskedSubject, "kind" | "id">; eventId: string }>();
  for (const { id, subject } of events) if (subject) latest.set(subject.id, { subject, eventId: id });
  if (latest.size > MOST_SUBJECTS) {
    throw new AppError("limit_exceeded", "too many subjects for one replay", {
      reason: "too_many_subjects",
      limit: MOST_SUBJECTS,
    });
  }
  const subjects: PlannedSubject[] = [];
  for (const { subject, eventId } of latest.values()) subjects.push(await planSubject(ctx, subject, eventId, source));
  return { events, subjects };
}
