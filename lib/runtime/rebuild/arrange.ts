import { lanesOf, readsTheMerchant } from "./lanes";

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

/** Facts between two that read the whole merchant; each story in its own order. */
type Chapter = { stories: Map<string, Fact[]>; left: number };

const keyOf = ({ merchantId, seq }: Fact) => `${merchantId} ${seq}`;

/** One merchant's facts, given out as they arrive and as soon as what they need was given out. */
class Merchant {
  private readonly chapters: Chapter[] = [];
  private readonly here = new Set<bigint>();
  private readonly laneOf: (fact: Fact) => string;

  constructor(facts: readonly Fact[]) {
    const inOrder = [...facts].sort((a, b) => (a.seq < b.seq ? -1 : 1));
    this.laneOf = lanesOf(inOrder);
    let isOpen = false;
    for (const fact of inOrder) {
      const isAlone = readsTheMerchant(fact);
      if (!isOpen || isAlone) this.chapters.push({ stories: new Map(), left: 0 });
      this.append(fact);
      isOpen = !isAlone;
    }
  }

  private append(fact: Fact): void {
    const chapter = this.chapters.at(-1);
    if (!chapter) return;
    const lane = this.laneOf(fact);
    chapter.stories.set(lane, [...(chapter.stories.get(lane) ?? []), fact]);
    chapter.left += 1;
  }

  /** What can be done now that this fact has arrived; nothing while it waits for another. */
  arrive(fact: Fact): Fact[] {
    this.here.add(fact.seq);
    const [chapter] = this.chapters;
    const lane = chapter?.stories.get(this.laneOf(fact));
    const ready = chapter && lane ? this.drain(chapter, lane) : [];
    while (this.chapters[0]?.left === 0) {
      this.chapters.shift();
      const [next] = this.chapters;
      if (next) for (const story of next.stories.values()) ready.push(...this.drain(next, story));
    }
    return ready;
  }

  private drain(chapter: Chapter, story: Fact[]): Fact[] {
    const ready: Fact[] = [];
    for (let head = story[0]; head !== undefined && this.here.has(head.seq); head = story[0]) {
      ready.push(head);
      story.shift();
      chapter.left -= 1;
    }
    return ready;
  }
}

function merchantsOf(arrived: readonly Fact[]): Map<string, Merchant> {
  const facts = new Map<string, Map<bigint, Fact>>();
  for (const fact of arrived) {
    const known = facts.get(fact.merchantId) ?? new Map<bigint, Fact>();
    facts.set(fact.merchantId, known.set(fact.seq, fact));
  }
  return new Map([...facts].map(([merchantId, known]) => [merchantId, new Merchant([...known.values()])]));
}

/**
 * What is done in which order, whatever order facts arrive in and however often: as they arrive, but a fact waits for the
 * earlier ones of its own story, and nothing passes a fact that reads the whole merchant. What arrives twice is done
 * twice, the second time as late as it came.
 */
export function arrange(arrived: readonly Fact[]): Step[] {
  const merchants = merchantsOf(arrived);
  const seen = new Set<string>();
  const done = new Set<string>();
  const late: Fact[] = [];
  const steps: Step[] = [];
  for (const fact of arrived) {
    if (!seen.has(keyOf(fact))) {
      seen.add(keyOf(fact));
      for (const ready of merchants.get(fact.merchantId)?.arrive(fact) ?? []) {
        done.add(keyOf(ready));
        steps.push({ fact: ready, again: false });
      }
    } else if (done.has(keyOf(fact))) steps.push({ fact, again: true });
    else late.push(fact);
  }
  return [...steps, ...late.map((fact) => ({ fact, again: true }))];
}
