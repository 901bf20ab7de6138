import { z } from "zod";
import { processSingleton } from "./process-singleton";

const count = (fallback: number) => z.coerce.number().int().min(0).default(fallback);

const CapabilityKeys = z
  .string()
  .min(20)
  .transform((text, context) => {
    const keys = text.split(",").map((part) => {
      const [id, secret] = part.trim().split(":");
      return id && secret && secret.length >= 16 ? { id, secret } : undefined;
    });
    if (keys.some((key) => key === undefined)) {
      context.addIssue({
        code: "custom",
        message: "expected id:secret[,id:secret...] with 16 or more characters a secret",
      });
      return z.NEVER;
    }
    return keys.filter((key) => key !== undefined);
  });

const EnvSchema = z.object({
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, "expected postgres://..."),
  DATABASE_ADMIN_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "expected postgres://...")
    .optional(),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  APP_URL: z.url().default("http://127.0.0.1:3000"),
  SANDBOX: z.enum(["0", "1"]).optional(),
  SANDBOX_URL: z.url().default("http://127.0.0.1:4010"),
  SANDBOX_PAGES_URL: z.url().optional(),
  AUTH_SECRET: z.string().min(16),
  KEK: z.string().min(16),
  CAPABILITY_KEYS: CapabilityKeys,
  TRUSTED_PROXIES: count(0),
  /** The addresses providers see this server's calls come from, as staff must enter them at a provider. */
  EGRESS_ADDRESSES: z
    .string()
    .default("")
    .transform((text) =>
      text
        .split(",")
        .map((part) => part.trim())
        .filter((part) => part !== ""),
    )
    .pipe(z.array(z.union([z.ipv4(), z.ipv6()]))),
  /** Proven notifications a second that one provider account may deliver to one process, over ten seconds. */
  WEBHOOK_RATE: z.coerce.number().int().min(100).default(1_000),
  /** Notifications that share one statement and one fsync; 1 gives each its own. */
  INTAKE_ROWS: z.coerce.number().int().min(1).max(256).default(256),
  SMTP_URL: z.url().optional(),
  MAIL_FROM: z.string().default("Vezne <vezne@localhost>"),
  PROVIDER_TIMEOUT_MS: z.coerce.number().int().min(100).max(120_000).default(30_000),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  /** How long a web process that was told to stop still takes requests while its readiness says no: balancers look away first. */
  DRAIN_GRACE_MS: z.coerce.number().int().min(0).max(60_000).default(0),
  POOL_SIZE: z.coerce.number().int().min(1).max(100).default(8),
  SEED_NOW: z.iso.datetime({ offset: true }).optional(),
  /** Made by the launcher for an installation without an owner; who knows it may become the first one (`/setup`). */
  SETUP_CODE: z.string().min(16).optional(),
  VEZNE_DATA_DIR: z.string().default(".data"),
  VEZNE_DEV: z.enum(["0", "1"]).default("0"),
  NEXT_DIST_DIR: z.string().default(".next"),
  NODE_ENV: z.string().default("production"),
});

export type Env = Omit<z.output<typeof EnvSchema>, "SANDBOX"> & {
  /** Demo data, demo users, demo keys and clock control exist only where this is true (contract 2). */
  demoAllowed: boolean;
  sandboxEnabled: boolean;
  /** `__Host-` and Secure cookies, HSTS. */
  secure: boolean;
};

const LOCAL_HOSTS = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** @throws Error with one line a setting when a value is missing or bad */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = EnvSchema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`bad environment: ${lines.join("; ")}`);
  }
  const { SANDBOX, ...rest } = parsed.data;
  const local = LOCAL_HOSTS.has(new URL(rest.APP_URL).hostname);
  const sandboxEnabled = SANDBOX === undefined ? local : SANDBOX === "1";
  return { ...rest, sandboxEnabled, demoAllowed: sandboxEnabled && local, secure: rest.APP_URL.startsWith("https://") };
}

/** The parsed environment of this process, read once. */
export function env(): Env {
  return processSingleton("env", () => parseEnv(process.env));
}
