import fs from "node:fs";
import path from "node:path";

/** The folder of everything generated. VEZNE_DATA_DIR lets a second instance live beside the first. */
export function dataFolder(root) {
  const folder = path.resolve(root, process.env.VEZNE_DATA_DIR || ".data");
  // Execute permission lets the unprivileged database user pass; every secret file inside is 0600.
  fs.mkdirSync(folder, { recursive: true, mode: 0o711 });
  return folder;
}

/** Writes a file that only its owner can read, in one step. */
export function writePrivateFile(file, text) {
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, text, { mode: 0o600 });
  fs.renameSync(draft, file);
}
