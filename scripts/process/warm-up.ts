import http from "node:http";
import type { AddressInfo } from "node:net";
import { createWebServer } from "../web-server";
import { untilQuiet } from "./until-quiet";

/** Next goes on loading every page after it says that it is prepared. */
const QUIET_MS = 10_000;
/** A route that is asked for the first time still has its connections to make. */
const PATHS = ["/api/v1/paylinks", "/api/health/ready"];

function askOnce(port: number, path: string): Promise<void> {
  return new Promise((resolve) => {
    http
      .get({ host: "127.0.0.1", port, path, agent: false }, (response) => response.resume().once("close", resolve))
      .once("error", () => resolve());
  });
}

/** Loads what the first requests would wait for, behind a port of its own: whoever listens for others serves at once. */
export async function warmUp(handle: http.RequestListener): Promise<void> {
  await untilQuiet(QUIET_MS);
  const server = createWebServer(handle);
  // Of several web processes each asks itself: a shared listener would hand the request to any of them.
  await new Promise<void>((resolve) => server.listen({ port: 0, host: "127.0.0.1", exclusive: true }, resolve));
  for (const path of PATHS) await askOnce((server.address() as AddressInfo).port, path);
  server.close();
  server.closeAllConnections();
}
