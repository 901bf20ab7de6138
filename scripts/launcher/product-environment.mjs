import path from "node:path";
import { choosePort } from "./ports.mjs";
import { resolveSecrets } from "./secrets.mjs";
import { isLocalUrl } from "./settings.mjs";

const defaultPort = 3000;
const defaultSandboxPort = 4010;

/** Only the ports we are going to listen on (`claims`) have to be free. */
async function choosePorts(settings, claims) {
  const web = claims.includes("web")
    ? await choosePort({ name: "PORT", given: settings.PORT, preferred: defaultPort })
    : (settings.PORT ?? defaultPort);
  const given = settings.SANDBOX_PORT;
  const taken = new Set([web]);
  const sandbox = claims.includes("sandbox")
    ? await choosePort({ name: "SANDBOX_PORT", given, preferred: defaultSandboxPort, taken })
    : (given ?? defaultSandboxPort);
  return { web, sandbox };
}

function sandboxEnvironment(port, folder) {
  return {
    SANDBOX: "1",
    SANDBOX_PORT: String(port),
    SANDBOX_URL: `http://127.0.0.1:${port}`,
    SANDBOX_PAGES_URL: `http://localhost:${port}`,
    SANDBOX_DATA_DIR: path.join(folder, "sandbox"),
  };
}

/** Everything the children need but the database: ports, addresses and secrets. */
export async function productEnvironment({ folder, settings, isDev = false, claims = ["web", "sandbox"] }) {
  const isLocal = !settings.APP_URL || isLocalUrl(settings.APP_URL);
  const hasSandbox = settings.SANDBOX ? settings.SANDBOX === "1" : isLocal;
  const secrets = resolveSecrets({ folder, isLocal });
  const ports = await choosePorts(settings, hasSandbox ? claims : claims.filter((name) => name !== "sandbox"));
  const localUrl = `http://127.0.0.1:${ports.web}`;
  const appUrl = settings.APP_URL ?? localUrl;
  const distDir = process.env.NEXT_DIST_DIR || ".next";
  const env = {
    ...process.env,
    ...secrets,
    ...(hasSandbox ? sandboxEnvironment(ports.sandbox, folder) : { SANDBOX: "0" }),
    NODE_ENV: isDev ? "development" : "production",
    PORT: String(ports.web),
    APP_URL: appUrl,
    NEXTAUTH_URL: appUrl,
    NEXTAUTH_SECRET: secrets.AUTH_SECRET,
    NEXT_DIST_DIR: distDir,
    NEXT_TELEMETRY_DISABLED: "1",
    VEZNE_DATA_DIR: folder,
  };
  return { env, ports, hasSandbox, isLocal, localUrl, appUrl, distDir };
}
