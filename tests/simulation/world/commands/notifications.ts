import { createHash } from "node:crypto";
import { ingest } from "@/lib/webhooks/ingest";
import type { Command, History, Plan } from "../history";
import type { Mail } from "../rig/mail-slot";

/** The amounts of a notification made ten times as large: a hint that lies. */
const lying = (mail: Mail): Mail => ({
  ...mail,
  body: mail.body.replace(/("(?:amount|Amount|netAmount|OperationAmount)"\s*:\s*"?)(\d)/g, "$19$2"),
});

const digest = (body: string) => createHash("sha256").update(body).digest("hex");

/** Hands one notification to a core. What was answered 200 is in the inbox, whatever dies afterwards (invariant I11). */
async function deliver(history: History, mail: Mail): Promise<void> {
  const { provider, segment, contentType } = mail;
  const delivery = { provider, segment, contentType, body: Buffer.from(mail.body), signature: undefined };
  const { status } = await ingest({ ...delivery, address: "198.51.100.9" });
  history.coverage.count(`notification answered ${status}`);
  if (status !== 200) return;
  const kept = await history.world.rows("select 1 from provider_events where merchant_id = $1 and body_sha256 = $2", [
    history.merchant.id,
    digest(mail.body),
  ]);
  if (kept.length === 0) throw new Error(`a notification was answered 200 and is in no inbox: ${mail.body}`);
}

/** A delivery that a core did not answer comes again: the provider repeats it. */
function delivering(history: History, mail: Mail, what: string, times: number): Plan {
  return {
    what: `notification ${what}`,
    async run() {
      for (let time = 0; time < times; time += 1) await deliver(history, mail);
    },
  };
}

export const NOTIFICATION_COMMANDS: readonly Command[] = [
  {
    name: "notification",
    weight: 10,
    async plan(history) {
      const { luck, merchant, world, withFaults } = history;
      const waiting = world.slot.count(merchant.id);
      if (waiting === 0) return undefined;
      const [chance, index] = [luck.roll(), Math.floor(luck.roll() * waiting)];
      const isLost = withFaults && chance < 0.1;
      const staysToo = withFaults && chance > 0.8;
      const mail = staysToo ? world.slot.peek(merchant.id, index) : world.slot.take(merchant.id, index);
      if (mail === undefined) return undefined;
      if (isLost)
        return {
          what: "notification lost",
          outside: true,
          run: async () => history.coverage.count("lost notification"),
        };
      if (staysToo) return delivering(history, mail, "comes, and will again", 1);
      if (withFaults && chance < 0.3) return delivering(history, lying(mail), "lies about its sums", 1);
      return delivering(history, mail, chance < 0.45 ? "comes twice" : "comes", chance < 0.45 && withFaults ? 2 : 1);
    },
  },
  {
    name: "forged notification",
    weight: 1,
    async plan(history) {
      const { withFaults, luck, world } = history;
      const row = await history.one<{ confirmation: string; reference: string }>(
        "select id as confirmation, provider_reference as reference from paylinks where merchant_id = $1 order by created_at, id",
      );
      if (!row || !withFaults) return undefined;
      const link = world.truth.paylinksByReference(history.merchant.account, row.reference)[0];
      const segment = link?.confirmationUrl.split("/paynet-callback/")[1] ?? "";
      if (segment === "") return undefined;
      const hasKey = luck.roll() < 0.5;
      const body = JSON.stringify({ xact_id: "xk_invented", reference_no: row.reference, is_succeed: true, amount: 1 });
      const forged = {
        provider: "paynet",
        segment: hasKey ? segment : `${segment.slice(0, -2)}zz`,
        body,
        contentType: "application/json",
      } as const;
      return delivering(history, forged, hasKey ? "invented, at a true address" : "at a forged address", 1);
    },
  },
];

/** Everything that still lies in the slot arrives, in order. */
export async function deliverAll(history: History): Promise<void> {
  const { slot } = history.world;
  for (let mail = slot.take(history.merchant.id, 0); mail; mail = slot.take(history.merchant.id, 0)) {
    await history.perform("notification", delivering(history, mail, "comes at last", 1));
  }
}
