import type { Journal, JournalLine } from "./journal";
import type { CollectionName, Collections, Paylink, Transaction } from "./records";

type Shelves = { [Name in CollectionName]: Map<string, Collections[Name]> };

/** The sandbox's memory. Every change goes through `put`, which also writes it to the journal. */
export interface Truth {
  put<Name extends CollectionName>(name: Name, record: Collections[Name]): void;
  get<Name extends CollectionName>(name: Name, id: string): Collections[Name] | undefined;
  all<Name extends CollectionName>(name: Name): Collections[Name][];
  paylinkByPage(pageId: string): Paylink | undefined;
  /** Oldest first; a key sees only what it made. */
  paylinksByReference(account: string, referenceNo: string): Paylink[];
  transactionsByReference(account: string, referenceNo: string): Transaction[];
  /** Next number of a persistent counter, starting above `from`. */
  next(counter: string, from: number): number;
  /** Forgets everything, then writes what `fill` puts. */
  replaceWith(fill: () => void): void;
}

const emptyShelves = (): Shelves => ({
  paylink: new Map(),
  attempt: new Map(),
  transaction: new Map(),
  reversal: new Map(),
  delivery: new Map(),
  mark: new Map(),
  pnSession: new Map(),
  pnCard: new Map(),
  posKey: new Map(),
  posSession: new Map(),
  posAgent: new Map(),
  posRules: new Map(),
  pwPayment: new Map(),
  pwPage: new Map(),
  pwToken: new Map(),
  pwCard: new Map(),
  pwReconciliation: new Map(),
  pwListener: new Map(),
  pwMember: new Map(),
  pwPayout: new Map(),
});

export function openTruth(journal: Journal): Truth {
  let shelves = emptyShelves();
  let index = new ReferenceIndex();
  let muted = false;

  function place(line: JournalLine): void {
    const shelf = shelves[line.put] as Map<string, typeof line.record>;
    if (!shelf.has(line.record.id)) index.add(line);
    shelf.set(line.record.id, line.record);
  }

  for (const line of journal.read()) place(line);
  journal.rewrite(snapshot(shelves));

  const truth: Truth = {
    put(name, record) {
      const line = { put: name, record } as unknown as JournalLine;
      place(line);
      if (!muted) journal.append(line);
    },
    get: (name, id) => shelves[name].get(id),
    all: (name) => [...shelves[name].values()],
    paylinkByPage: (pageId) => shelves.paylink.get(index.pages.get(pageId) ?? ""),
    paylinksByReference: (account, referenceNo) =>
      index.ids("paylink", account, referenceNo).flatMap((id) => shelves.paylink.get(id) ?? []),
    transactionsByReference: (account, referenceNo) =>
      index.ids("transaction", account, referenceNo).flatMap((id) => shelves.transaction.get(id) ?? []),
    next(counter, from) {
      const value = (shelves.mark.get(counter)?.value ?? from) + 1;
      truth.put("mark", { id: counter, value });
      return value;
    },
    replaceWith(fill) {
      shelves = emptyShelves();
      index = new ReferenceIndex();
      muted = true;
      fill();
      muted = false;
      journal.rewrite(snapshot(shelves));
    },
  };
  return truth;
}

function snapshot(shelves: Shelves): JournalLine[] {
  return Object.entries(shelves).flatMap(([put, shelf]) =>
    [...shelf.values()].map((record) => ({ put, record }) as unknown as JournalLine),
  );
}

/** Look-ups that would otherwise scan every record on every query. */
class ReferenceIndex {
  readonly pages = new Map<string, string>();
  private readonly references = new Map<string, string[]>();

  add(line: JournalLine): void {
    if (line.put === "paylink") this.pages.set(line.record.pageId, line.record.id);
    if (line.put !== "paylink" && line.put !== "transaction") return;
    const { account, referenceNo, id } = line.record;
    if (referenceNo === "") return;
    const key = this.key(line.put, account, referenceNo);
    const ids = this.references.get(key);
    if (ids === undefined) this.references.set(key, [id]);
    else ids.push(id);
  }

  ids(name: "paylink" | "transaction", account: string, referenceNo: string): string[] {
    return this.references.get(this.key(name, account, referenceNo)) ?? [];
  }

  private key(name: string, account: string, referenceNo: string): string {
    return JSON.stringify([name, account, referenceNo]);
  }
}
