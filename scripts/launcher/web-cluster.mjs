// Several web processes on one port: node:cluster shares the socket, scripts/web.ts does not notice.
// Each accepts for itself: a connection handed over by the primary to a process that dies is answered by nobody.
import cluster from "node:cluster";
import path from "node:path";
import { typescriptArgs } from "./run-child.mjs";

const count = Number(process.env.WEB_PROCESSES ?? 1);
const [file, ...flags] = typescriptArgs(path.resolve(import.meta.dirname, "../web.ts")).reverse();
const restartMs = 500;
let isStopping = false;

cluster.schedulingPolicy = cluster.SCHED_NONE;
cluster.setupPrimary({ exec: file, execArgv: flags.reverse(), args: [] });
for (let n = 0; n < count; n++) cluster.fork();

cluster.on("exit", (worker, code, signal) => {
  const left = Object.keys(cluster.workers).length;
  if (isStopping) return left === 0 && process.exit(0);
  console.error(`web process ${worker.process.pid} ended (${signal ?? `exit ${code}`}), starting another`);
  setTimeout(() => isStopping || cluster.fork(), restartMs);
});

function stop() {
  isStopping = true;
  for (const worker of Object.values(cluster.workers)) worker.process.kill("SIGTERM");
  if (Object.keys(cluster.workers).length === 0) process.exit(0);
}

process.on("SIGTERM", stop);
process.on("SIGINT", stop);
