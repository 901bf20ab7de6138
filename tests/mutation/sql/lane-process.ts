import path from "node:path";
import { BaseSequencer, createVitest, type TestSpecification } from "vitest/node";

/** What one run of test files said: the first test that went red, if any. */
export type LaneAnswer = { red?: { file: string; test: string; message: string }; milliseconds: number };

const root = path.resolve(import.meta.dirname, "../../..");

/** Files run in the order they were asked for: the likeliest killer first. */
class AsAsked extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files;
  }
}

const vitest = await createVitest("test", {
  root,
  config: path.join(root, "tests/vitest.config.ts"),
  project: ["integration", "lives", "simulation"],
  watch: false,
  bail: 1,
  reporters: [{}],
  testTimeout: 20_000,
  sequence: { sequencer: AsAsked },
  onConsoleLog: () => false,
});
await vitest.standalone();
for (const project of vitest.projects) project.config.maxWorkers = 1;

async function run(files: readonly string[]): Promise<LaneAnswer> {
  vitest.state.filesMap.clear();
  vitest.state.errorsSet.clear();
  const began = performance.now();
  const places = files.map((file) => path.join(root, file));
  // A file written since this process began is not in the list that vitest made then.
  const specs = places.flatMap((place) => {
    const known = vitest.getModuleSpecifications(place);
    const project = vitest.projects.find(({ name }) => place.includes(`/tests/${name}/`));
    return known.length === 0 && project ? [project.createSpecification(place)] : known;
  });
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specs);
  const milliseconds = Math.round(performance.now() - began);
  for (const module of testModules) {
    const file = path.relative(root, module.moduleId);
    for (const test of module.children.allTests("failed")) {
      const message = test.result().errors?.[0]?.message ?? "";
      return { red: { file, test: test.fullName, message }, milliseconds };
    }
    if (module.ok()) continue;
    return { red: { file, test: "(the file)", message: module.errors()[0]?.message ?? "" }, milliseconds };
  }
  if (unhandledErrors.length > 0) {
    return { red: { file: files[0] ?? "", test: "(outside)", message: String(unhandledErrors[0]) }, milliseconds };
  }
  if (testModules.length !== new Set(files).size) throw new Error(`${testModules.length} of ${files.length} files ran`);
  return { milliseconds };
}

await vitest.globTestSpecifications();
process.on("message", (files: string[]) => {
  void run(files).then(
    (answer) => process.send?.(answer),
    (error) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      process.exit(1);
    },
  );
});
process.on("disconnect", () => process.exit(0));
process.send?.("ready");
