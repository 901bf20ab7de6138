import type { Fact } from "./arrange";

/**
 * Ids whose last 26 characters name one story: an escrow account carries its payment's, a payout its release's. People,
 * accounts, branches, calls, notifications and journals are in many stories and join none.
 */
const STORY = /\b(?:pl|co|pay|att|pos|term|re|rb|cap|esc|rel|relb|dp|po|pob|mir|dc|ev|eod|frz)_([0-9a-z]{26})\b/g;

/** Commands that read the whole merchant: what was owed, what a till took that day, what differed from the provider, at that moment. */
const READS_THE_MERCHANT =
  /^(open_chargeback|settle_chargeback|count_pos_day|sign_pos_day|lift_freeze|\w+_reconciliation|adopt_sale|adopt_refund|\w+_bank|import_bank_lines)$/;

export const readsTheMerchant = ({ kind, name }: Fact): boolean => kind === "command" && READS_THE_MERCHANT.test(name);

/** A till is known by whose it is at the provider: whichever sale or person names it first makes it. */
function tillOf({ args }: Fact): string[] {
  const { agent_id: agent, panel_user_id: user } = args;
  return typeof agent === "string" && typeof user === "string" ? [`till ${agent} ${user}`] : [];
}

const storiesOf = (fact: Fact): string[] => [
  ...[...JSON.stringify(fact.args).matchAll(STORY)].map(([, story]) => story ?? ""),
  ...tillOf(fact),
];

/** Which story each fact belongs to: facts that name one thing together are of one story, over any number of steps. */
export function lanesOf(facts: readonly Fact[]): (fact: Fact) => string {
  const parent = new Map<string, string>();
  const rootOf = (name: string): string => {
    let root = name;
    for (let up = parent.get(root); up !== undefined && up !== root; up = parent.get(root)) root = up;
    parent.set(name, root);
    return root;
  };
  for (const fact of facts) {
    const [first, ...rest] = storiesOf(fact);
    if (first === undefined) continue;
    for (const story of rest) parent.set(rootOf(story), rootOf(first));
  }
  return (fact) => {
    const [story] = storiesOf(fact);
    return story === undefined ? "" : rootOf(story);
  };
}
