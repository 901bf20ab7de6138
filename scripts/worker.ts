import { closeDatabase } from "@/db/client";
import { startWorker } from "@/lib/jobs/worker.system";
import { systemClock } from "@/lib/kernel/clock";
import { followClock } from "@/lib/runtime/follow-clock.system";
import { log } from "@/lib/runtime/logger";
import { exitOnCrash, onceStopped } from "./process-end";

exitOnCrash();
await followClock();
const stop = await startWorker(systemClock);
log.info("worker runs", { pid: process.pid });
await onceStopped();
await stop();
await closeDatabase();
process.exit(0);
