import { setClockOffset } from "@/lib/kernel/clock";

const START = Symbol.for("vezne.test.environment");
const holder = globalThis as typeof globalThis & { [START]?: NodeJS.ProcessEnv };

// A worker runs many files: each begins with the worker's own environment, the real time and no process singletons.
holder[START] ??= { ...process.env };
for (const name of Object.keys(process.env)) if (!(name in holder[START])) delete process.env[name];
Object.assign(process.env, holder[START]);
Reflect.deleteProperty(globalThis, Symbol.for("vezne.process-singletons"));
setClockOffset(0);
