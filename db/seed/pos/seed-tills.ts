import { addTerminal } from "@/lib/pos/terminals/set-terminal";
import { sealKey } from "@/lib/pos/terminals/terminal-key";
import { runCommand } from "@/lib/runtime/run-command";
import { asOwner } from "../as-owner";
import type { DemoTill } from "../demo-facts";
import { fixedId } from "../demo-people";

const WEEK_MINUTES = 7 * 24 * 60;

type Step = { atMinutes: number; run(): Promise<void> };

/** Every till was added a week ago; its key is the one the provider knows, or none. */
export function tillSteps(tills: readonly DemoTill[], instant: (minutes: number) => Date): Step[] {
  const merchantId = fixedId("mer", "demo");
  const ids = new Map<string, string>();
  return tills.flatMap((till) => {
    const added: Step = {
      atMinutes: -WEEK_MINUTES,
      async run() {
        const { agent_id, user_id, name } = till;
        const input = { agent_id, user_id, name, branch_id: fixedId("br", till.branch) };
        ids.set(till.key, (await addTerminal(asOwner(`demo till ${till.key}`), input)).terminal_id);
      },
    };
    const { session_key: key, opened_minutes: opened, expires_minutes: expires } = till;
    if (key === null || opened === null || expires === null) return [added];
    const keyed: Step = {
      atMinutes: opened,
      async run() {
        const id = ids.get(till.key) ?? "";
        await runCommand("vezne_app", "store_pos_key", {
          merchant_id: merchantId,
          terminal_id: id,
          sealed_key: sealKey({ merchantId, id }, key),
          expires_at: instant(expires).toISOString(),
          is_fiscal_inquiry: false,
        });
      },
    };
    return [added, keyed];
  });
}
