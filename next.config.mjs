import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./lib/http/i18n-request.ts");

/** @type {import("next").NextConfig} */
const config = {
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  typedRoutes: true,
  // `npm run check` type-checks everything; a broken test must not stop the product from building.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  reactStrictMode: true,
  skipTrailingSlashRedirect: true,
  serverExternalPackages: ["pg", "pg-boss", "postgres", "pino", "@node-rs/argon2", "nodemailer", "pdfkit"],
};

export default withNextIntl(config);
