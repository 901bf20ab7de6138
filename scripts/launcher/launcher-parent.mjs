import net from "node:net";

/** Calls `onGone` when the first stage, which holds the other end of fd 3, dies in any way. */
export function followParent(onGone) {
  const fd = Number(process.env.VEZNE_WATCHDOG_FD);
  delete process.env.VEZNE_WATCHDOG_FD;
  if (!(fd > 2)) return;
  const pipe = new net.Socket({ fd, readable: true, writable: false });
  pipe.on("error", onGone);
  pipe.on("close", onGone);
  pipe.resume();
  pipe.unref();
}
