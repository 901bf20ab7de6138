import type { LaneAnswer } from "./lane-process";

/** What became of a mutant: `survived` means that every test file of its function stayed green. */
export type Verdict = { status: "killed" | "survived" | "equivalent"; by?: string; because?: string };

export type Runner = {
  write: (text: string) => Promise<void>;
  run: (files: readonly string[]) => Promise<LaneAnswer>;
};

/** Files that killed lately, by function; files seen green, and files seen red, on the sane database in this run. */
export type Memory = { killers: Map<string, string>; green: Set<string>; red: Set<string> };

/** The likeliest killer first, then the others in their own order. */
export function inOrder(files: readonly string[], killer: string | undefined): string[] {
  return killer !== undefined && files.includes(killer)
    ? [killer, ...files.filter((file) => file !== killer)]
    : [...files];
}

/** What a busy machine may say as well as a mutant. */
const OF_TIME = /timed out|to be less than/i;

/** The first test that is red with the mutant in place; one that is about time is asked twice. */
async function firstRed(lane: Runner, files: readonly string[]): Promise<LaneAnswer["red"]> {
  const { red } = await lane.run(files);
  return red && OF_TIME.test(red.message) ? (await lane.run(inOrder(files, red.file))).red : red;
}

/**
 * Puts the mutant into the lane's template, runs the test files, puts the sane text back. A kill is believed only of a
 * file that is green on the sane text; one that is red without any mutant is left out of this run and named in its report.
 */
export async function judge(
  lane: Runner,
  mutant: { function: string; text: string },
  { sane, files }: { sane: string; files: readonly string[] },
  memory: Memory,
): Promise<Verdict> {
  for (;;) {
    const left = inOrder(files, memory.killers.get(mutant.function)).filter((file) => !memory.red.has(file));
    await lane.write(mutant.text);
    const red = await firstRed(lane, left);
    await lane.write(sane);
    if (!red) return { status: "survived" };
    if (!memory.green.has(red.file)) {
      const isSound = (await firstRed(lane, [red.file])) === undefined;
      (isSound ? memory.green : memory.red).add(red.file);
      if (!isSound) continue;
    }
    memory.killers.set(mutant.function, red.file);
    return { status: "killed", by: `${red.file} > ${red.test}`, because: red.message.slice(0, 200) };
  }
}
