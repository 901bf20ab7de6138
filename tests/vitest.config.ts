import path from "node:path";
import { defineConfig } from "vitest/config";

const root = path.resolve(import.meta.dirname, "..");
const projectDir = (name: string) => `tests/${name}/**/*.test.{ts,tsx}`;

/** Pure tests; no database, no network. */
const pure = (name: string) => ({
  extends: true as const,
  test: { name, include: [projectDir(name)], isolate: false },
});

/**
 * Tests on the real PostgreSQL: one cluster a run, one database a file. A worker loads the product once and runs file after
 * file with it: all its state is in process singletons, which begin anew with each file (tests/support/vitest/fresh-file.ts).
 */
const withDatabase = (name: string) => ({
  extends: true as const,
  test: {
    name,
    include: [projectDir(name)],
    globalSetup: ["tests/support/vitest/cluster-setup.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 3,
    isolate: false,
    setupFiles: ["tests/support/vitest/fresh-file.ts"],
  },
});

const LIVES = "tests/simulation/lives/**/*.test.ts";

/** The whole lives of many merchants: two processes that fill two cores, after everything else that has a database. */
const lives = {
  ...withDatabase("lives"),
  test: { ...withDatabase("lives").test, include: [LIVES], maxWorkers: 2, sequence: { groupOrder: 1 } },
};

/** The assembled product in processes of its own, raced and killed; one file at a time. */
const chaos = {
  extends: true as const,
  test: {
    name: "chaos",
    include: [projectDir("chaos")],
    testTimeout: 240_000,
    hookTimeout: 300_000,
    maxWorkers: 1,
  },
};

export default defineConfig({
  root,
  resolve: {
    alias: {
      "@": root,
      "server-only": path.join(root, "tests/support/vitest/server-only.ts"),
    },
  },
  test: {
    pool: "forks",
    passWithNoTests: true,
    projects: [
      pure("unit"),
      { ...pure("architecture"), test: { ...pure("architecture").test, testTimeout: 30_000 } },
      withDatabase("integration"),
      withDatabase("contract"),
      { ...withDatabase("simulation"), test: { ...withDatabase("simulation").test, exclude: [LIVES] } },
      lives,
      chaos,
    ],
  },
});
