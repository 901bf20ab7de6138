import "server-only";
import type { Question } from "@/lib/payments/question";
import { type CallRecorder, type RawAnswer, withRecordedAnswers } from "@/lib/providers/http-client";
import type { TransactionAnswer } from "@/lib/providers/port";
import type { Context } from "@/lib/runtime/context";
import { openProvider } from "@/lib/settings/provider-account-repository";
import { type RecordedAnswer, readRecordedAnswers } from "./events-repository";
import type { ReplaySource } from "./schemas";

/** Lists are kept up to this length (lib/runtime/call-recorder.ts): a longer one was cut and says nothing for certain. */
const KEPT_ROWS = 20;

function isCut(value: unknown): boolean {
  if (Array.isArray(value)) return value.length >= KEPT_ROWS || value.some(isCut);
  return value !== null && typeof value === "object" && Object.values(value).some(isCut);
}

function rawOf({ status, response }: RecordedAnswer): RawAnswer {
  if (isCut(response)) return { kind: "no_answer", why: "recorded_answer_is_cut", durationMs: 0 };
  return { kind: "answered", status, text: JSON.stringify(response), durationMs: 0 };
}

/** The newest answer to each operation, read by the adapter as if it came now; nothing is sent and nothing recorded. */
async function readRecorded(ctx: Context, question: Question): Promise<TransactionAnswer | undefined> {
  const answers = await readRecordedAnswers(ctx, question.subjectId);
  if (answers.length === 0) return undefined;
  const lastOf = (operation: string) => answers.find((answer) => answer.operation === operation);
  const recorder: CallRecorder = {
    begin: async ({ operation }) => lastOf(operation)?.callId ?? "",
    end: async () => undefined,
  };
  const answerOf = (operation: string): RawAnswer => {
    const recorded = lastOf(operation);
    return recorded ? rawOf(recorded) : { kind: "no_answer", why: "nothing_recorded", durationMs: 0 };
  };
  const subject = { subjectKind: question.subjectKind, subjectId: question.subjectId };
  const provider = openProvider(question.account, subject, undefined, recorder);
  return withRecordedAnswers(answerOf, () => provider.queryTransactions(question.ask));
}

/** The provider's word about one subject, now or as it was kept; undefined where nothing was kept. Moves nothing. */
export async function answerTo(
  ctx: Context,
  question: Question,
  source: ReplaySource,
): Promise<TransactionAnswer | undefined> {
  if (source === "recorded") return readRecorded(ctx, question);
  const provider = openProvider(question.account, {
    subjectKind: question.subjectKind,
    subjectId: question.subjectId,
  });
  return provider.queryTransactions(question.ask);
}
