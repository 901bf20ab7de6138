/** How often everything happened: what never happens proves nothing. */
export class Coverage {
  readonly counts: Record<string, number> = {};

  count(what: string, times = 1): void {
    this.counts[what] = (this.counts[what] ?? 0) + times;
  }

  add(other: Record<string, number>): void {
    for (const [what, times] of Object.entries(other)) this.count(what, times);
  }

  /** Of what is named, the ones that never happened. */
  missing(names: readonly string[]): string[] {
    return names.filter((name) => (this.counts[name] ?? 0) === 0);
  }
}
