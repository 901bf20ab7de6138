/** One recorded fact (`recorded_facts`): a command with its arguments, or a row that was changed outside a command. */
export type Fact = {
  merchantId: string;
  /** The order of what conflicts, within a merchant. */
  seq: bigint;
  at: string;
  kind: "command" | "row";
  name: string;
  args: Record<string, unknown>;
  /** MD5 of what the command answered; null for a row. */
  answer: string | null;
};

/** `again`: this fact was done before, and comes once more, as a lost answer makes any command come. */
export type Step = { fact: Fact; again: boolean };

const keyOf = ({ merchantId, seq }: Fact) => `${merchantId} ${seq}`;

function queuesOf(arrived: readonly Fact[]): Map<string, Fact[]> {
  const queues = new Map<string, Map<bigint, Fact>>();
  for (const fact of arrived) {
    const queue = queues.get(fact.merchantId) ?? new Map<bigint, Fact>();
    queue.set(fact.seq, fact);
    queues.set(fact.merchantId, queue);
  }
  const inOrder = (queue: Map<bigint, Fact>) => [...queue.values()].sort((a, b) => (a.seq < b.seq ? -1 : 1));
  return new Map([...queues].map(([merchantId, queue]) => [merchantId, inOrder(queue)]));
}

/**
 * What is done in which order, whatever order facts arrive in and however often. A merchant's facts are done by `seq`:
 * which of two payments came second is a question about order and part of what is recorded. Merchants mix as they
 * arrive, and what arrives twice is done twice, the second time as late as it came.
 */
export function arrange(arrived: readonly Fact[]): Step[] {
  const queues = queuesOf(arrived);
  const seen = new Set<string>();
  const done = new Set<string>();
  const late: Fact[] = [];
  const steps: Step[] = [];
  for (const fact of arrived) {
    if (!seen.has(keyOf(fact))) {
      seen.add(keyOf(fact));
      const next = queues.get(fact.merchantId)?.shift();
      if (next === undefined) continue;
      done.add(keyOf(next));
      steps.push({ fact: next, again: false });
    } else if (done.has(keyOf(fact))) steps.push({ fact, again: true });
    else late.push(fact);
  }
  return [...steps, ...late.map((fact) => ({ fact, again: true }))];
}
