// What the operating system says about other processes. Node built-ins only: the first stage imports this file.
import { execFileSync } from "node:child_process";
import fs from "node:fs";

/** True while a process with this id exists, whoever owns it. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return error.code === "EPERM";
  }
}

function statusFields(pid) {
  const text = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
  return text.slice(text.lastIndexOf(")") + 2).split(" ");
}

function isZombie(pid) {
  try {
    return statusFields(pid)[0] === "Z";
  } catch {
    return false;
  }
}

/** The command line of a process, empty when it cannot be read. */
export function commandOf(pid) {
  try {
    if (process.platform === "linux")
      return fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}

/** The parent's id, 0 when the process is gone. */
export function parentOf(pid) {
  try {
    if (process.platform === "linux") return Number(statusFields(pid)[1]);
    return Number(execFileSync("ps", ["-o", "ppid=", "-p", String(pid)], { encoding: "utf8" }));
  } catch {
    return 0;
  }
}
