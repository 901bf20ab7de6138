// Notices that npm died without a signal (kill -9). Node built-ins only: the first stage imports this file.
import { commandOf, parentOf } from "./process-table.mjs";

const shell = /^(\S*\/)?(ba|da|k|z|a)?sh\s/;
const pollMs = process.platform === "linux" ? 250 : 2000;

/**
 * Calls `onGone` once when npm, or the shell that npm started us with, is no longer our ancestor.
 * Without npm above us nothing is watched: a service manager may well start us and go.
 */
export function watchParents(onGone) {
  const parent = process.ppid;
  if (!process.env.npm_lifecycle_event || parent <= 1) return;
  // npm starts a shell, and that shell survives npm: then the grandparent is the one to watch.
  const grandparent = shell.test(commandOf(parent)) ? parentOf(parent) : 0;
  const timer = setInterval(() => {
    const isThere = process.ppid === parent && (grandparent <= 1 || parentOf(parent) === grandparent);
    if (isThere) return;
    clearInterval(timer);
    onGone();
  }, pollMs);
  timer.unref();
}
