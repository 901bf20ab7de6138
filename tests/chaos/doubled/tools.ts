import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

const DEBIAN = "/usr/lib/postgresql";
const FOLDERS = (process.env.PATH ?? "").split(":").concat("/usr/sbin");
const NEEDED = ["initdb", "postgres", "pg_basebackup", "pg_ctl"];

const inFolder = (folder: string, names: readonly string[]) =>
  names.every((name) => existsSync(path.join(folder, name)));

/** Debian keeps a folder a version, others put them on the path; the newest that is whole. */
function postgresFolder(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  return [...versions.map((version) => path.join(DEBIAN, version, "bin")), ...FOLDERS].find((folder) =>
    inFolder(folder, NEEDED),
  );
}

/** What two of everything takes; undefined where one of them is not installed, and the test is skipped. */
export function findTools(): { haproxy: string; postgres: string } | undefined {
  const folder = FOLDERS.find((one) => inFolder(one, ["haproxy"]));
  const postgres = postgresFolder();
  return folder && postgres ? { haproxy: path.join(folder, "haproxy"), postgres } : undefined;
}
