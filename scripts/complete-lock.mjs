// After `npm install`: adds optional platform packages that the registry in use did not serve.
// Without them `npm ci` calls the lock incomplete on every machine.
import fs from "node:fs";
import path from "node:path";

const systems = "darwin win32 linux freebsd android openbsd netbsd sunos aix openharmony wasi".split(" ");
const processors = "arm64 x64 ia32 arm ppc64 s390x riscv64 loong64 mips64el wasm32".split(" ");

/** `os` and `cpu` of a platform package, read off its name. */
function platformOf(name) {
  const words = name.split(/[-/]/);
  const os = systems.find((system) => words.includes(system)) ?? (words.includes("windows") ? "win32" : undefined);
  const cpu = processors.find((processor) => words.includes(processor)) ?? (/eabi/.test(name) ? "arm" : undefined);
  return { ...(cpu ? { cpu: [cpu] } : {}), ...(os ? { os: [os] } : {}) };
}

/** True when Node's lookup from the package at `key` up to the root finds `name` in the lock. */
function isLocked(packages, key, name) {
  for (let base = key; ; base = base.slice(0, Math.max(0, base.lastIndexOf("/node_modules/")))) {
    if (packages[path.posix.join(base, "node_modules", name)]) return true;
    if (!base) return false;
    if (!base.includes("/node_modules/")) return Boolean(packages[`node_modules/${name}`]);
  }
}

/** Returns the lock with every optional dependency present, and the names that were added. */
export function completeLock(lock) {
  const packages = { ...lock.packages };
  const added = [];
  for (const [key, entry] of Object.entries(lock.packages)) {
    for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isLocked(packages, key, name)) continue;
      const version = range.replace(/^[\^~]/, "");
      packages[`node_modules/${name}`] = { version, ...platformOf(name), optional: true };
      added.push(`${name}@${version}`);
    }
  }
  const sorted = Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1));
  return { lock: { ...lock, packages: Object.fromEntries(sorted) }, added };
}

if (import.meta.filename === process.argv[1]) {
  const file = path.resolve(import.meta.dirname, "../package-lock.json");
  const { lock, added } = completeLock(JSON.parse(fs.readFileSync(file, "utf8")));
  fs.writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(added.length === 0 ? "package-lock.json is complete" : `added ${added.join(", ")}`);
}
