/** Sums counts of passed, failed and skipped tests; what failed is kept by name. */
export function addCounts(...counts) {
  const sum = (key) => counts.reduce((total, count) => total + count[key], 0);
  const names = counts.flatMap((count) => count.names ?? []);
  return { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped"), names };
}

/** Prints what failed and, as the last line of a run, the counts; returns its exit code. */
export function printCounts({ passed, failed, skipped, names = [] }) {
  for (const name of names) console.log(`failed: ${name}`);
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  return failed > 0 || passed === 0 ? 1 : 0;
}
