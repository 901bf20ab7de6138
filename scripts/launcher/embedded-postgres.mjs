// Runs the PostgreSQL that npm installed. It dies with its launcher and keeps its data over restarts.
import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { writePrivateFile } from "./data-folder.mjs";
import { linkNativeLibraries, nativeFolder } from "./native-libraries.mjs";
import { nextFreePort } from "./ports.mjs";
import { loginRole, provisionDatabase } from "./postgres-database.mjs";
import { choosePostgresMode } from "./postgres-run-mode.mjs";
import { commandOf, isAlive } from "./process-table.mjs";

const firstPort = 5433; // below 32768: an outgoing connection can never hold it
const maxConnections = 200;

// sh holds our pipe as fd 3; when this process dies in any way, cat ends and PostgreSQL shuts down.
const guard = '"$@" </dev/null 3<&- & P=$!; (cat >/dev/null <&3; kill -INT $P 2>/dev/null) & exec 3<&-; wait $P';

async function until(isDone, deadlineMs) {
  const end = performance.now() + deadlineMs;
  while (!(await isDone())) {
    if (performance.now() > end) return false;
    await delay(20);
  }
  return true;
}

function postmasterFile(dataDir) {
  try {
    const lines = fs.readFileSync(path.join(dataDir, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), isReady: lines[7]?.trim() === "ready" };
  } catch {
    return undefined;
  }
}

/** Stops the server a killed launcher left behind and removes a pid file whose process is somebody else's. */
async function clearStaleServer(dataDir) {
  const found = postmasterFile(dataDir);
  if (!found) return;
  const isPostgres = isAlive(found.pid) && commandOf(found.pid).includes("postgres");
  if (isPostgres) {
    process.kill(found.pid, "SIGINT");
    const stopped = await until(() => !isAlive(found.pid), 5000);
    if (!stopped) process.kill(found.pid, "SIGQUIT");
    await until(() => !isAlive(found.pid), 5000);
  }
  fs.rmSync(path.join(dataDir, "postmaster.pid"), { force: true });
}

function initialise(mode, password, isThrowAway) {
  const draft = `${mode.dataDir}.new`;
  const passwordFile = `${mode.dataDir}.password.new`;
  // PG_VERSION is written first: a cluster built in place and interrupted would look complete.
  fs.rmSync(draft, { recursive: true, force: true });
  fs.mkdirSync(draft, { mode: 0o700 });
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  if (mode.ids.uid !== undefined) {
    fs.chownSync(draft, mode.ids.uid, mode.ids.gid);
    fs.chownSync(passwordFile, mode.ids.uid, mode.ids.gid);
  }
  const args = ["-D", draft, "-U", "postgres", "-A", "scram-sha-256", `--pwfile=${passwordFile}`];
  args.push("--encoding=UTF8", "--locale=C", "--no-instructions", ...(isThrowAway ? ["--no-sync"] : []));
  const [command, ...rest] = [...mode.wrap, path.join(mode.nativeDir, "bin/initdb"), ...args];
  const result = spawnSync(command, rest, { ...mode.ids, cwd: "/", encoding: "utf8" });
  fs.rmSync(passwordFile, { force: true });
  if (result.status !== 0) throw new Error(`initdb failed: ${result.stderr || result.error?.message}`);
  fs.rmSync(mode.dataDir, { recursive: true, force: true });
  fs.renameSync(draft, mode.dataDir);
}

function checkVersion(mode) {
  const found = fs.readFileSync(path.join(mode.dataDir, "PG_VERSION"), "utf8").trim();
  const binary = path.join(mode.nativeDir, "bin/postgres");
  const version = /(\d+)\./.exec(spawnSync(binary, ["--version"], { encoding: "utf8" }).stdout)?.[1];
  if (version && version !== found) {
    throw new Error(`${mode.dataDir} was written by PostgreSQL ${found}, the installed one is ${version}`);
  }
}

function passwordFor(folder) {
  const file = path.join(folder, "postgres.password");
  if (!fs.existsSync(file)) writePrivateFile(file, randomBytes(24).toString("base64url"));
  return fs.readFileSync(file, "utf8");
}

function spawnServer(mode, port, isThrowAway, logFile) {
  const options = [`max_connections=${maxConnections}`, "listen_addresses=127.0.0.1", "unix_socket_directories="];
  if (isThrowAway) options.push("fsync=off", "full_page_writes=off");
  const settings = options.flatMap((option) => ["-c", option]);
  const server = [path.join(mode.nativeDir, "bin/postgres"), "-D", mode.dataDir, "-p", String(port), ...settings];
  const log = fs.openSync(logFile, "a", 0o600);
  const [command, ...args] = [...mode.wrap, "/bin/sh", "-c", guard, "sh", ...server];
  const stdio = ["ignore", log, log, "pipe"];
  const child = spawn(command, args, { ...mode.ids, cwd: "/", stdio, detached: true });
  fs.closeSync(log);
  child.stdio[3].on("error", () => {});
  child.on("error", () => {});
  return child;
}

function lastLines(file, count) {
  return fs.readFileSync(file, "utf8").trim().split("\n").slice(-count).join("\n");
}

/** One attempt on one port; undefined when another program took the port in the meantime. */
async function tryStart(mode, port, isThrowAway, logFile) {
  const offset = fs.existsSync(logFile) ? fs.statSync(logFile).size : 0;
  const child = spawnServer(mode, port, isThrowAway, logFile);
  // Not "close": the guard holds our pipe open for as long as we do.
  const exited = new Promise((resolve) => child.once("exit", resolve));
  exited.then(() => child.stdio[3].destroy());
  const isDown = () => child.exitCode !== null || child.signalCode !== null;
  await until(() => isDown() || postmasterFile(mode.dataDir)?.isReady, 60_000);
  if (!isDown() && postmasterFile(mode.dataDir)?.isReady) {
    return { child, exited, pid: postmasterFile(mode.dataDir).pid };
  }
  child.stdio[3].destroy();
  const said = fs.readFileSync(logFile).subarray(offset).toString();
  if (said.includes("could not bind")) return undefined;
  throw new Error(`PostgreSQL did not start:\n${lastLines(logFile, 8)}`);
}

async function startOnFreePort(mode, port, isThrowAway, logFile) {
  for (let candidate = port; ; candidate++) {
    const free = await nextFreePort(candidate);
    const server = await tryStart(mode, free, isThrowAway, logFile);
    if (server) return { ...server, port: free };
    candidate = free;
  }
}

/**
 * Starts PostgreSQL with its data in `<folder>/postgres` and returns its URLs, `exited` and `stop()`.
 * A throw-away cluster skips fsync. The same port is tried first when the server is restarted.
 */
export async function startPostgres({ root, folder, port = firstPort, isThrowAway = false, log = () => {} }) {
  linkNativeLibraries(root);
  const nativeDir = nativeFolder(root);
  if (!fs.existsSync(nativeDir)) {
    throw new Error(`no embedded PostgreSQL for ${process.platform}-${process.arch}; set DATABASE_URL`);
  }
  const mode = choosePostgresMode(nativeDir, path.join(folder, "postgres"));
  await clearStaleServer(mode.dataDir);
  const password = passwordFor(folder);
  if (!fs.existsSync(path.join(mode.dataDir, "PG_VERSION"))) initialise(mode, password, isThrowAway);
  checkVersion(mode);
  const logFile = path.join(folder, "postgres.log");
  const server = await startOnFreePort(mode, port, isThrowAway, logFile);
  await provisionDatabase({ port: server.port, password });
  const urlOf = (user) => `postgres://${user}:${password}@127.0.0.1:${server.port}/vezne`;
  const note = { url: urlOf(loginRole), admin_url: urlOf("postgres"), port: server.port, pid: server.pid };
  const noteFile = path.join(folder, "postgres.json");
  writePrivateFile(noteFile, `${JSON.stringify(note, null, 2)}\n`);
  log(`PostgreSQL on port ${server.port} (${mode.name})`);

  async function stop() {
    server.child.stdio[3].destroy();
    const stopped = await until(() => !isAlive(server.pid), 10_000);
    if (!stopped && isAlive(server.pid)) process.kill(server.pid, "SIGQUIT");
    await server.exited;
    fs.rmSync(noteFile, { force: true });
    if (isThrowAway && mode.copyBase) fs.rmSync(mode.copyBase, { recursive: true, force: true });
  }
  return { url: note.url, adminUrl: note.admin_url, port: server.port, pid: server.pid, exited: server.exited, stop };
}
