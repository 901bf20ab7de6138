import { errorFields, log } from "@/lib/runtime/logger";

/** Resolves at the first SIGTERM or SIGINT: the caller then drains and exits. */
export function onceStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve());
  });
}

/** Crash only: an unexpected failure ends the process at once and the supervisor starts a clean one. */
export function exitOnCrash(): void {
  const crash = (cause: unknown) => {
    log.error("process crashed", errorFields(cause));
    setTimeout(() => process.exit(1), 50);
  };
  process.on("uncaughtException", crash);
  process.on("unhandledRejection", crash);
}
