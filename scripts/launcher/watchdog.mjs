// Preloaded (--import) into every child. Its pipe closes when the parent dies in any way, kill -9 included.
import fs from "node:fs";
import net from "node:net";
import { isMainThread } from "node:worker_threads";

const fd = Number(process.env.VEZNE_WATCHDOG_FD);

/** A child of the launcher leads a process group: its own children go with it. */
function endGroup() {
  try {
    process.kill(-process.pid, "SIGKILL");
  } catch {
    process.exit(1);
  }
}

if (isMainThread && fd > 2) {
  // A grandchild inherits the environment but not the pipe: there the number may be another file.
  delete process.env.VEZNE_WATCHDOG_FD;
  if (fs.fstatSync(fd).isSocket()) {
    const pipe = new net.Socket({ fd, readable: true, writable: false });
    pipe.on("error", endGroup);
    pipe.on("close", endGroup);
    pipe.resume();
    pipe.unref();
  }
}
