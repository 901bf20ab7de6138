import { type ChildProcess, fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import path from "node:path";
import pg from "pg";
import type { LaneAnswer } from "./lane-process";
import { SHORT_LIVES } from "./money-functions";

type ClusterEnv = { VEZNE_TEST_ADMIN_URL: string; VEZNE_TEST_APP_URL: string; VEZNE_TEST_TEMPLATE: string };

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A template database of its own, of which the tests of this lane take their copies, and a process that runs them. */
export type Lane = {
  /** Puts this text of a function into the template. */
  write: (text: string) => Promise<void>;
  /** Runs these files in this order until one test is red. */
  run: (files: readonly string[]) => Promise<LaneAnswer>;
  close: () => Promise<void>;
};

async function askProcess(child: ChildProcess, files?: readonly string[]): Promise<unknown> {
  if (files) child.send([...files]);
  const ended = new AbortController();
  try {
    const [answer] = await Promise.race([
      once(child, "message", { signal: ended.signal }),
      once(child, "exit", { signal: ended.signal }).then(([code]) => {
        throw new Error(`a lane's process ended with ${code} while it ran ${files?.join(", ")}`);
      }),
    ]);
    return answer;
  } finally {
    ended.abort();
  }
}

/** Opens a lane on a cluster of scripts/launcher/test-cluster.mjs. */
export async function openLane(env: ClusterEnv): Promise<Lane> {
  const template = `vezne_lane_${randomBytes(4).toString("hex")}`;
  await onServer(env.VEZNE_TEST_ADMIN_URL, `create database ${template} template ${env.VEZNE_TEST_TEMPLATE}`);
  const address = new URL(env.VEZNE_TEST_ADMIN_URL);
  address.pathname = `/${template}`;
  const child = fork(path.join(import.meta.dirname, "lane-process.ts"), {
    env: {
      ...SHORT_LIVES,
      ...process.env,
      ...env,
      VEZNE_TEST_TEMPLATE: template,
      NODE_ENV: "test",
      VITEST_MAX_WORKERS: "1",
    },
    execArgv: ["--import", "tsx"],
    // What tests and the product write is of no interest here; what goes wrong in the process itself is.
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  await askProcess(child);
  return {
    write: (text) => onServer(address.href, text),
    run: async (files) => (await askProcess(child, files)) as LaneAnswer,
    async close() {
      child.disconnect();
      await once(child, "exit");
      await onServer(env.VEZNE_TEST_ADMIN_URL, `drop database if exists ${template} with (force)`);
    },
  };
}
