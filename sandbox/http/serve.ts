import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Exchange, Handler, Outcome } from "./exchange";
import { readBody } from "./read-body";

const LOOPBACKS = ["127.0.0.1", "::1"] as const;

export interface Listening {
  port: number;
  close(): Promise<void>;
}

/** Listens on both loopback addresses, because browsers resolve `localhost` to either. */
export async function serve(port: number, handler: Handler): Promise<Listening> {
  const servers: Server[] = [];
  let bound = port;
  for (const address of LOOPBACKS) {
    const server = createServer((request, response) => void respond(request, response, handler));
    server.keepAliveTimeout = 65_000;
    try {
      bound = await listen(server, bound, address);
      servers.push(server);
    } catch (error) {
      // A machine without IPv6 serves on IPv4 alone.
      if (address === "127.0.0.1" || (error as NodeJS.ErrnoException).code === "EADDRINUSE") throw error;
    }
  }
  return { port: bound, close: () => closeAll(servers) };
}

function listen(server: Server, port: number, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, address, () => resolve((server.address() as AddressInfo).port));
  });
}

async function closeAll(servers: Server[]): Promise<void> {
  await Promise.all(
    servers.map((server) => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    }),
  );
}

async function respond(request: IncomingMessage, response: ServerResponse, handler: Handler): Promise<void> {
  const gone = new AbortController();
  response.on("close", () => gone.abort());
  try {
    const body = await readBody(request);
    if (body === null) return sendOutcome(response, { status: 413, headers: { connection: "close" }, body: "" });
    sendOutcome(response, await handler(toExchange(request, body, gone.signal)));
  } catch (error) {
    console.error("sandbox: a request failed", error);
    if (!response.headersSent) sendOutcome(response, { status: 500, headers: {}, body: "" });
  }
}

function sendOutcome(response: ServerResponse, outcome: Outcome): void {
  if (outcome === "hang_up") {
    response.destroy();
    return;
  }
  if (outcome.after !== undefined) response.once("close", outcome.after);
  if (response.destroyed) {
    response.emit("close");
    return;
  }
  response.writeHead(outcome.status, outcome.headers);
  response.end(outcome.body);
}

function toExchange(request: IncomingMessage, body: string, clientGone: AbortSignal): Exchange {
  const host = request.headers.host ?? "";
  const url = new URL(request.url ?? "/", "http://sandbox.invalid");
  return {
    method: request.method ?? "GET",
    host,
    hostname: host.replace(/:\d+$/, "").toLowerCase(),
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    body,
    remoteAddress: request.socket.remoteAddress ?? "",
    clientGone,
  };
}
