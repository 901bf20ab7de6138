import { serve } from "./http/serve";
import { passTime } from "./pass-time";
import { routeExchange } from "./route-exchange";
import { readIntroduction } from "./seed/read-introduction";
import { seedTruth } from "./seed/seed-truth";
import type { SandboxSettings } from "./settings";
import { openJournal } from "./state/journal";
import { openTruth } from "./state/truth";
import { createVirtualClock } from "./state/virtual-clock";
import { FaultBook } from "./traffic/fault-book";
import { RequestLog } from "./traffic/request-log";
import { createCourier } from "./webhooks/courier";
import type { World } from "./world";

const REVIEW_EVERY_MS = 500;

export interface RunningSandbox {
  world: World;
  close(): Promise<void>;
}

/** Reads or seeds the state, listens, and takes up webhooks a stopped process left unsent. */
export async function openSandbox(settings: SandboxSettings): Promise<RunningSandbox> {
  const journal = openJournal(settings.dataDir);
  const truth = openTruth(journal);
  if (truth.get("mark", "seeded_at") === undefined)
    seedTruth(truth, settings.seedNow, readIntroduction(settings.dataDir));
  const clock = createVirtualClock(truth);
  const faults = new FaultBook();
  const courier = createCourier({ truth, clock, faults, retryMs: settings.webhookRetryMs });
  const origins = { port: settings.port, apiUrl: "", pagesUrl: "" };
  const world: World = { settings, ...origins, truth, clock, faults, requests: new RequestLog(), courier };
  const listening = await serve(settings.port, (exchange) => routeExchange(world, exchange));
  world.port = listening.port;
  world.apiUrl = settings.apiUrl ?? `http://127.0.0.1:${listening.port}`;
  world.pagesUrl = settings.pagesUrl ?? `http://localhost:${listening.port}`;
  courier.resume();
  const review = setInterval(() => passTime(world, 0), REVIEW_EVERY_MS);
  return {
    world,
    async close() {
      clearInterval(review);
      courier.stop();
      await listening.close();
      journal.close();
    },
  };
}
