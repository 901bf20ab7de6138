import net from "node:net";

function canListen(port, host) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once("error", (error) => resolve(error.code !== "EADDRINUSE" && error.code !== "EACCES"));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** True when nothing on this machine listens on the port, on any address. */
export async function isPortFree(port) {
  for (const host of ["127.0.0.1", "0.0.0.0", "::"]) {
    if (!(await canListen(port, host))) return false;
  }
  return true;
}

/** The first free port from `first` on, leaving out those in `taken`. */
export async function nextFreePort(first, taken = new Set()) {
  for (let port = first; port < first + 200; port++) {
    if (!taken.has(port) && (await isPortFree(port))) return port;
  }
  throw new Error(`no free port between ${first} and ${first + 199}`);
}

/** A port that was given must be free; only a default moves to the next free one. */
export async function choosePort({ name, given, preferred, taken }) {
  if (given === undefined) return nextFreePort(preferred, taken);
  if (taken?.has(given)) throw new Error(`${name}=${given} is already used by another part of Vezne`);
  if (!(await isPortFree(given))) throw new Error(`${name}=${given} is taken by another program`);
  return given;
}
