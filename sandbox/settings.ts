import { z } from "zod";

const flag = z
  .enum(["0", "1", "true", "false", ""])
  .optional()
  .transform((value) => value === "1" || value === "true");

const Environment = z.object({
  SANDBOX_PORT: z.coerce.number().int().min(0).max(65_535).default(4010),
  SANDBOX_DATA_DIR: z.string().min(1).default(".data/sandbox"),
  SANDBOX_STRICT: flag,
  SANDBOX_PAGES_URL: z.url().optional(),
  SANDBOX_URL: z.url().optional(),
  SEED_NOW: z.iso.datetime({ offset: true }).optional(),
});

export interface SandboxSettings {
  port: number;
  dataDir: string;
  /** Refuse what only third-party code has been seen to send. */
  strict: boolean;
  pagesUrl: string | null;
  apiUrl: string | null;
  /** Moment the seed's offsets count from; null for the moment of seeding. */
  seedNow: number | null;
  /** How long a call under sentinel 52 or a hanging fault keeps its caller waiting. */
  hangMs: number;
  /** Waiting times before the repeats of a webhook that was not answered with 2xx. */
  webhookRetryMs: readonly number[];
}

// ASSUMPTION PAYNET-W3: 1, 5 and 15 minutes, a minute scaled down to a quarter of a second.
const WEBHOOK_RETRY_MS = [250, 1_250, 3_750] as const;
const HANG_MS = 45_000;

/** Reads the sandbox's settings; throws one readable line when a value is unusable. */
export function readSettings(environment: Record<string, string | undefined>): SandboxSettings {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const first = parsed.error.issues[0];
    throw new Error(`sandbox setting ${first?.path.join(".") ?? ""}: ${first?.message ?? "unusable"}`);
  }
  const values = parsed.data;
  return {
    port: values.SANDBOX_PORT,
    dataDir: values.SANDBOX_DATA_DIR,
    strict: values.SANDBOX_STRICT,
    pagesUrl: values.SANDBOX_PAGES_URL?.replace(/\/$/, "") ?? null,
    apiUrl: values.SANDBOX_URL?.replace(/\/$/, "") ?? null,
    seedNow: values.SEED_NOW === undefined ? null : Date.parse(values.SEED_NOW),
    hangMs: HANG_MS,
    webhookRetryMs: WEBHOOK_RETRY_MS,
  };
}
