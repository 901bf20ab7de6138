import { startPosSale } from "@/lib/pos/sales/start-sale";
import { askPosSale } from "@/lib/pos/steps/ask-sale";
import { answerForPosSale, cancelPosSale } from "@/lib/pos/steps/decide-sale";
import type { Command, History } from "../history";
import { escrowTerms, sum } from "./wishes";

type Sale = { id: string; payment_id: string; provider_reference: string };

const sale = (history: History) =>
  history.one<Sale>(
    "select id, payment_id, provider_reference from pos_sessions where merchant_id = $1 order by created_at, id",
  );

const ACTS = ["approve", "approve", "decline", "abandon", "lose_callback", "late_success", "open"] as const;

async function usePhone(history: History, reference: string, action: string): Promise<void> {
  const { slot, truth } = history.world;
  const session = truth.all("posSession").find((row) => row.referenceNo === reference);
  if (session === undefined) return;
  const before = slot.count(history.merchant.id);
  const told = await history.world.order<{ webhook: string; result: string }>(`pos/${session.id}`, { action });
  history.coverage.count(`phone ${told?.result ?? "refuses"}`);
  if (told?.webhook === "queued") await slot.arrival(history.merchant.id, before);
}

export const POS_COMMANDS: readonly Command[] = [
  {
    name: "start sale",
    weight: 4,
    async plan(history) {
      const { luck } = history;
      const before = luck.roll() < 0.35 ? await sale(history) : undefined;
      const who = history.someone("owner", "finance");
      const terms = before === undefined && luck.roll() < 0.3 ? { escrow: escrowTerms(luck) } : {};
      const again = before === undefined ? {} : { payment_id: before.payment_id };
      const till = `kasa${luck.pick([1, 2])}`;
      const input = { amount: sum(luck), agent_id: "2044", user_id: till, ...terms, ...again };
      return { what: `starts a sale on ${till}`, run: () => startPosSale(who, input) };
    },
  },
  {
    name: "on the phone",
    weight: 6,
    async plan(history) {
      const found = await sale(history);
      const action = history.luck.pick(ACTS);
      return (
        found && {
          what: `on the phone of ${found.id}: ${action}`,
          outside: true,
          run: () => usePhone(history, found.provider_reference, action),
        }
      );
    },
  },
  {
    name: "at the till",
    weight: 4,
    async plan(history) {
      const found = await sale(history);
      const who = history.someone("owner", "finance");
      const step = history.luck.pick(["ask", "ask", "cancel", "slip_paid", "no_slip"] as const);
      if (!found) return undefined;
      const { id } = found;
      const steps = {
        ask: () => askPosSale(who, { id }),
        cancel: () => cancelPosSale(who, { id }),
        slip_paid: () => answerForPosSale(who, { id, answer: "slip_paid" }),
        no_slip: () => answerForPosSale(who, { id, answer: "no_slip" }),
      };
      return { what: `at the till of ${id}: ${step}`, run: steps[step] };
    },
  },
];
