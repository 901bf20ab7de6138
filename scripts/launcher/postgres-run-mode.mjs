// PostgreSQL refuses to run as root. This file decides as whom it runs, and from which folder.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const succeeds = (command, args, options = {}) =>
  spawnSync(command, args, { stdio: "ignore", ...options }).status === 0;

function account(name) {
  const id = (flag) => spawnSync("id", [flag, name], { encoding: "utf8" });
  const uid = id("-u");
  const gid = id("-g");
  return uid.status === 0 && gid.status === 0 ? { name, uid: Number(uid.stdout), gid: Number(gid.stdout) } : undefined;
}

function own(folder, uid, gid) {
  const { uid: owner } = fs.statSync(folder);
  if (owner !== uid) spawnSync("chown", ["-R", `${uid}:${gid}`, folder]);
}

/** Setuid works only where that account can read the binaries and enter the data folder. */
function asAccount(user, nativeDir, dataDir) {
  own(dataDir, user.uid, user.gid);
  const ids = { uid: user.uid, gid: user.gid };
  const reaches =
    succeeds(path.join(nativeDir, "bin/postgres"), ["--version"], { ...ids, cwd: "/" }) &&
    succeeds("/bin/sh", ["-c", 'cd "$1" && test -w .', "sh", dataDir], { ...ids, cwd: "/" });
  return reaches ? { name: `user ${user.name}`, nativeDir, dataDir, ids, wrap: [] } : undefined;
}

/** Inside a user namespace root is somebody else, while its files outside stay root's. */
function inNamespace(nativeDir, dataDir) {
  own(dataDir, 0, 0);
  const wrap = ["unshare", "-U", "--map-user=65534", "--map-group=65534", "--"];
  const works = succeeds(wrap[0], [...wrap.slice(1), path.join(nativeDir, "bin/postgres"), "--version"]);
  return works ? { name: "user namespace", nativeDir, dataDir, ids: {}, wrap } : undefined;
}

/** The copy's place is random and remembered beside the data, so that a new clone on the same path starts empty. */
function copyBase(dataDir) {
  const note = `${dataDir}.home`;
  const known = fs.existsSync(note) ? fs.readFileSync(note, "utf8") : "";
  if (known && fs.existsSync(known) && fs.statSync(known).uid === 0) return known;
  const base = fs.mkdtempSync("/var/tmp/vezne-postgres-");
  fs.chmodSync(base, 0o711);
  fs.writeFileSync(note, base);
  return base;
}

function asCopy(user, nativeDir, dataDir) {
  const base = copyBase(dataDir);
  const version = JSON.parse(fs.readFileSync(path.join(nativeDir, "../package.json"), "utf8")).version;
  const native = path.join(base, `native-${version}`);
  if (!fs.existsSync(native)) {
    fs.cpSync(nativeDir, `${native}.new`, { recursive: true, verbatimSymlinks: true });
    spawnSync("chmod", ["-R", "go+rX", `${native}.new`]);
    fs.renameSync(`${native}.new`, native);
  }
  const data = path.join(base, "data");
  if (!fs.existsSync(data)) fs.cpSync(dataDir, data, { recursive: true });
  fs.chmodSync(data, 0o700);
  const mode = asAccount(user, native, data);
  return mode && { ...mode, name: `copy in ${base} as ${user.name}`, copyBase: base };
}

/**
 * The way PostgreSQL can run here: `{ name, nativeDir, dataDir, ids, wrap }`.
 * VEZNE_POSTGRES_MODE (`user`, `namespace`, `copy`) limits the choice; tests use it.
 */
export function choosePostgresMode(nativeDir, dataDir) {
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (process.getuid?.() !== 0) return { name: "plain", nativeDir, dataDir, ids: {}, wrap: [] };
  const only = process.env.VEZNE_POSTGRES_MODE;
  const users = ["postgres", "nobody"].map(account).filter(Boolean);
  const attempts = {
    user: users.map((user) => () => asAccount(user, nativeDir, dataDir)),
    namespace: [() => inNamespace(nativeDir, dataDir)],
    copy: users.map((user) => () => asCopy(user, nativeDir, dataDir)),
  };
  for (const attempt of only ? (attempts[only] ?? []) : Object.values(attempts).flat()) {
    const mode = attempt();
    if (mode) return mode;
  }
  throw new Error("PostgreSQL cannot run as root here; start Vezne as an ordinary user or set DATABASE_URL");
}
