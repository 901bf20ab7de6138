import http from "node:http";
import { PEER_HEADER } from "@/lib/http/peer";
import { declaresTooMuch, listenForCallbacks, readCallbackTarget } from "@/lib/webhooks/callback-listener";

/** Milliseconds a client may take for its headers and for its whole request before it is cut (fault F37). */
export type ServerPatience = { headersMs: number; requestMs: number; checkEveryMs: number };

const PATIENCE: ServerPatience = { headersMs: 10_000, requestMs: 15_000, checkEveryMs: 1_000 };

/** The web process's listener: provider notifications first, everything else to `otherwise`. */
export function createWebServer(otherwise: http.RequestListener, patience: ServerPatience = PATIENCE): http.Server {
  const handle: http.RequestListener = (request, response) => {
    // A header that only this process may set; what a client sends under its name is dropped.
    request.headers[PEER_HEADER] = request.socket.remoteAddress ?? "";
    if (!listenForCallbacks(request, response)) otherwise(request, response);
  };
  const server = http.createServer(
    {
      headersTimeout: patience.headersMs,
      requestTimeout: patience.requestMs,
      connectionsCheckingInterval: patience.checkEveryMs,
      keepAliveTimeout: 65_000,
    },
    handle,
  );
  // Who asks before sending is told at once that it is too much, instead of being told to go on.
  server.on("checkContinue", (request: http.IncomingMessage, response: http.ServerResponse) => {
    const isRefused = readCallbackTarget(request.url ?? "") !== undefined && declaresTooMuch(request);
    if (!isRefused) response.writeContinue();
    handle(request, response as http.ServerResponse<http.IncomingMessage> & { req: http.IncomingMessage });
  });
  return server;
}
