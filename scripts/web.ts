import type { ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";
import next from "next";
import { closeDatabase } from "@/db/client";
import { env } from "@/lib/runtime/env";
import { followClock } from "@/lib/runtime/follow-clock.system";
import { log } from "@/lib/runtime/logger";
import { warmUp } from "./process/warm-up";
import { exitOnCrash, onceStopped } from "./process-end";
import { createWebServer } from "./web-server";

const DRAIN_MS = 20_000;

exitOnCrash();
const settings = env();
const app = next({ dev: settings.VEZNE_DEV === "1", dir: process.cwd(), hostname: "127.0.0.1", port: settings.PORT });
await app.prepare();
const handle = app.getRequestHandler();
await followClock();
if (settings.VEZNE_DEV !== "1") await warmUp((request, response) => void handle(request, response));

const open = new Set<ServerResponse>();
let isLeaving = false;
const server = createWebServer((request, response) => {
  open.add(response);
  response.once("close", () => open.delete(response));
  if (isLeaving && request.url === "/api/health/ready") response.writeHead(503).end();
  else void handle(request, response);
});
server.on("upgrade", (request, socket) => {
  if (settings.VEZNE_DEV === "1") void app.getUpgradeHandler()(request, socket, Buffer.alloc(0));
  else socket.destroy();
});
server.listen({ port: settings.PORT, host: process.env.HOST ?? "127.0.0.1", exclusive: false }, () =>
  log.info("web listens", { port: settings.PORT, pid: process.pid }),
);

await onceStopped();
isLeaving = true;
await setTimeout(settings.DRAIN_GRACE_MS);
const drained = new Promise((resolve) => server.close(resolve));
// Live streams never end by themselves; browsers reconnect to the next process. Whatever else came is answered.
const isStream = (response: ServerResponse) =>
  String(response.getHeader("content-type") ?? "").startsWith("text/event-stream");
for (const response of open) if (isStream(response)) response.socket?.destroy();
const idle = setInterval(() => server.closeIdleConnections(), 100);
await Promise.race([drained, setTimeout(DRAIN_MS, undefined, { ref: false })]);
clearInterval(idle);
server.closeAllConnections();
await closeDatabase();
process.exit(0);
