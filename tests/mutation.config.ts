import path from "node:path";
import { defineConfig } from "vitest/config";

const root = path.resolve(import.meta.dirname, "..");

/** The pure tests of the money core, as the mutation score runs them: no database, no network. */
export default defineConfig({
  root,
  resolve: { alias: { "@": root, "server-only": path.join(root, "tests/support/vitest/server-only.ts") } },
  test: {
    include: [
      "tests/unit/{kernel,providers,refunds,escrow,webhooks}/**/*.test.ts",
      "tests/contract/paywall/{amounts,hashes}.test.ts",
    ],
    isolate: false,
  },
});
