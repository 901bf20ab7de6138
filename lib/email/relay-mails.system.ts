import "server-only";
import { statements } from "@/db/client";
import { permissionsOf, ROLES } from "@/lib/auth/permissions";
import { errorFields, log } from "@/lib/runtime/logger";
import { type ClaimedMail, composeMail } from "./compose-mail.system";
import { sendMail } from "./mail-transport";

const APPROVERS = ROLES.filter((role) => permissionsOf(role).includes("refunds:approve"));
const PLAN_ROWS = 500;
/** Mails a turn; the rest waits for the next, so that a stopping worker is soon done. */
const MOST_A_TURN = 50;
const HOUR = 3_600;
/** Seconds from one try to the next; the first is longer than a whole conversation with a mail server may take. */
const GAPS = [60, 120, 300, 900, HOUR, 2 * HOUR, 4 * HOUR];
const MOST_TRIES = GAPS.length + 1;

type Ending = { status: "sent" | "withheld" | "dead" | "waiting"; reason: string | null };

const planMails = () => statements("vezne_system")`select plan_mails(${PLAN_ROWS}, ${APPROVERS as string[]}::text[])`;

async function claimMail(): Promise<ClaimedMail | undefined> {
  const [row] = await statements("vezne_system")<ClaimedMail[]>`
    select * from claim_mail(${`{${GAPS.join(",")}}`}::text::int[])`;
  return row;
}

async function endMail({ merchant_id, id }: ClaimedMail, { status, reason }: Ending): Promise<void> {
  await statements("vezne_system")`
    update mails set status = ${status}, reason = ${reason},
      ended_at = case when ${status} = 'waiting' then null else vezne_now() end
    where merchant_id = ${merchant_id} and id = ${id} and status = 'waiting'`;
}

/** The server's own number or the network's code; never its words, which quote the address. */
function failureOf(cause: unknown): { reason: string; isFinal: boolean } {
  const { responseCode, code } = cause as { responseCode?: unknown; code?: unknown };
  if (typeof responseCode === "number")
    return { reason: `smtp ${responseCode}`, isFinal: responseCode >= 550 && responseCode < 560 };
  return { reason: typeof code === "string" ? code.slice(0, 40) : "failed", isFinal: false };
}

async function tryToSend(claimed: ClaimedMail): Promise<Ending> {
  const composed = await composeMail(claimed);
  if (composed.kind === "withheld") return { status: "withheld", reason: composed.reason };
  try {
    await sendMail(composed.mail);
    return { status: "sent", reason: null };
  } catch (cause) {
    const { reason, isFinal } = failureOf(cause);
    const isDead = isFinal || claimed.tries >= MOST_TRIES;
    log[isDead ? "error" : "warn"]("mail was not taken", {
      result: isDead ? "dead" : "waiting",
      reason,
      count: claimed.tries,
    });
    return { status: isDead ? "dead" : "waiting", reason };
  }
}

/**
 * Sends what the outbox asks for: at least once, each mail under one Message-ID, eight times over seven hours,
 * then dead. Touches no row about money; a mail that cannot be sent changes nothing but itself. Answers how many it tried.
 */
export async function relayMails(): Promise<number> {
  await planMails();
  for (let tried = 0; tried < MOST_A_TURN; tried += 1) {
    const claimed = await claimMail();
    if (claimed === undefined) return tried;
    try {
      await endMail(claimed, await tryToSend(claimed));
    } catch (cause) {
      // Its next try is already set; the others go on.
      log.error("mail was not composed", errorFields(cause));
    }
  }
  return MOST_A_TURN;
}
