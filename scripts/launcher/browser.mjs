// Finds a Chromium for the browser tests; nothing is downloaded and no system package is needed.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

const systemBrowser = "/usr/bin/chromium";
const nssFolders = ["/usr/lib/x86_64-linux-gnu", "/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib"];
const hasSystemNss = () => nssFolders.some((folder) => fs.existsSync(path.join(folder, "libnss3.so")));

async function playwrightBrowser() {
  const { chromium } = await import("@playwright/test");
  return chromium.executablePath();
}

/** Unpacks into a draft folder and renames: two runs that start together never see half a browser. */
async function unpack(root, target) {
  const packageFolder = path.join(root, "node_modules/@sparticuz/chromium");
  const draft = fs.mkdtempSync(`${target}.new-`);
  const before = process.env.TMPDIR;
  process.env.TMPDIR = draft;
  try {
    const { default: chromium } = await import("@sparticuz/chromium");
    await chromium.executablePath();
    if (!hasSystemNss()) {
      const lambdafs = pathToFileURL(path.join(packageFolder, "build/lambdafs.js")).href;
      const { inflate } = await import(lambdafs);
      await inflate(path.join(packageFolder, "bin/al2023.tar.br"));
    }
    fs.renameSync(draft, target);
  } catch (error) {
    fs.rmSync(draft, { recursive: true, force: true });
    if (!fs.existsSync(target)) throw error;
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

/** A folder an ordinary user and root would share is refused: its files would run with our rights. */
function unpackTarget(root) {
  const version = JSON.parse(
    fs.readFileSync(path.join(root, "node_modules/@sparticuz/chromium/package.json"), "utf8"),
  ).version;
  const uid = process.getuid?.() ?? 0;
  const target = path.join(os.tmpdir(), `vezne-chromium-${uid}-${version}`);
  const isOurs = !fs.existsSync(target) || fs.statSync(target).uid === uid;
  return isOurs ? target : path.join(fs.mkdtempSync(path.join(os.tmpdir(), "vezne-chromium-")), version);
}

async function packagedBrowser(root) {
  const target = unpackTarget(root);
  if (!fs.existsSync(path.join(target, "chromium"))) await unpack(root, target);
  const libraries = path.join(target, "al2023/lib");
  const env = fs.existsSync(libraries) && !hasSystemNss() ? { LD_LIBRARY_PATH: libraries } : {};
  return { executablePath: path.join(target, "chromium"), env };
}

/** `{ executablePath, env }`: PLAYWRIGHT_CHROMIUM, Playwright's own, the system's, the one in the npm package. */
export async function findBrowser(root) {
  const candidates = [process.env.PLAYWRIGHT_CHROMIUM, await playwrightBrowser(), systemBrowser];
  const found = candidates.find((file) => file && fs.existsSync(file));
  return found ? { executablePath: found, env: {} } : packagedBrowser(root);
}
