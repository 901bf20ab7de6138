const REGISTRY = Symbol.for("vezne.process-singletons");

type Registry = Map<string, unknown>;

/**
 * One instance a process. A module imported by scripts/web.ts and again by a Next route handler is loaded twice,
 * so module-level state would give two pools, two batchers, two SSE hubs (architecture decision 19).
 */
export function processSingleton<T>(name: string, create: () => T): T {
  const holder = globalThis as typeof globalThis & { [REGISTRY]?: Registry };
  holder[REGISTRY] ??= new Map();
  const registry = holder[REGISTRY];
  if (!registry.has(name)) registry.set(name, create());
  return registry.get(name) as T;
}
