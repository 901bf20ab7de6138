import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");

/** A file of the repository: its path from the root and its text. */
export type SourceFile = { path: string; text: string };

function listBelow(folder: string): string[] {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.posix.join(folder, entry.name);
    return entry.isDirectory() ? listBelow(name) : [name];
  });
}

/** The files below the folders whose name matches, for tests about the code itself. */
export function sourceFiles(folders: string[], pattern: RegExp): SourceFile[] {
  return folders
    .flatMap(listBelow)
    .filter((file) => pattern.test(file))
    .map((file) => ({ path: file, text: readFileSync(path.join(root, file), "utf8") }));
}

/** The Markdown pages at the root of the repository. */
export function rootPages(): SourceFile[] {
  const names = readdirSync(root).filter((name) => name.endsWith(".md"));
  return names.map((name) => ({ path: name, text: readFileSync(path.join(root, name), "utf8") }));
}

/** True when the repository has a file or folder of that path. */
export function isInRepository(file: string): boolean {
  return existsSync(path.join(root, file));
}

/** Lines of code that match, as `path:line`; comment lines are left out. */
export function linesMatching({ path: file, text }: SourceFile, pattern: RegExp): string[] {
  return text.split("\n").flatMap((line, index) => {
    const isComment = /^\s*(\/\/|\*|\/\*)/.test(line);
    return !isComment && pattern.test(line) ? [`${file}:${index + 1}`] : [];
  });
}
