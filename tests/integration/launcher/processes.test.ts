import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, expect, it } from "vitest";
import { isAlive } from "../../../scripts/launcher/process-table.mjs";
import { createSupervisor } from "../../../scripts/launcher/supervisor.mjs";
import { eventually } from "../../support/eventually";
import { newFolder, root, runModule } from "./launcher-harness";

const undo: (() => unknown)[] = [];

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

/** A child that says its id, starts a child of its own and never ends by itself. */
function restlessScript(): string {
  const folder = newFolder();
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, "restless.mjs");
  writeFileSync(
    file,
    `import { spawn } from "node:child_process";
     const grandchild = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
     console.log(JSON.stringify([process.pid, grandchild.pid]));
     setInterval(() => {}, 1000);`,
  );
  return file;
}

it("a child and its own children end with a launcher that is killed with kill -9", async () => {
  const module = JSON.stringify(path.join(root, "scripts/launcher/run-child.mjs"));
  const options = JSON.stringify({ name: "restless", args: [restlessScript()], env: {}, root });
  const { child, said } = await runModule<number[]>(
    `import { startChild } from ${module};
     startChild({ ...${options}, log: (line) => console.log(line) });
     setInterval(() => {}, 1000);`,
  );
  expect(said.every((pid) => isAlive(pid))).toBe(true);
  child.kill("SIGKILL");
  await eventually("everything below the launcher ends", () => !said.some((pid) => isAlive(pid)));
});

it("a child that dies is started again, and stopping leaves nothing behind", async () => {
  const generations: number[][] = [];
  const log = (line: string, name?: string) => {
    if (name === "restless") generations.push(JSON.parse(line));
  };
  const supervisor = createSupervisor({ root, log, onGiveUp: () => {} });
  undo.push(() => supervisor.stopAll(["web"]));
  supervisor.add({ name: "restless", role: "web", args: [restlessScript()], env: {} });
  await eventually("the first child speaks", () => generations.length === 1);
  const [first = []] = generations;
  process.kill(first[0] ?? 0, "SIGKILL");
  await eventually("a second child speaks", () => generations.length === 2);
  await eventually("nothing of the first is left", () => !first.some((pid) => isAlive(pid)));
  await supervisor.stopAll(["web"]);
  await eventually("nothing is left", () => !generations.flat().some((pid) => isAlive(pid)));
});

it("a child that cannot start is given up with its name", async () => {
  const folder = newFolder();
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, "broken.mjs");
  writeFileSync(file, "process.exit(3);");
  const message = await new Promise<string>((resolve) => {
    const supervisor = createSupervisor({ root, log: () => {}, onGiveUp: resolve });
    supervisor.add({ name: "broken", role: "web", args: [file], env: {} });
  });
  expect(message).toContain("broken");
});
