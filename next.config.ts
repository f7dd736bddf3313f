import type { NextConfig } from "next";

const config: NextConfig = {
  // The tests build beside a running demo, so each has a build folder of its own.
  distDir: process.env["REMIT_BUILD_DIR"] ?? ".next",
  reactStrictMode: true,
  poweredByHeader: false,
  // A payments application needs no image optimizer, and it has been the door of several remote executions.
  images: { unoptimized: true },
  serverExternalPackages: ["@node-rs/argon2", "graphile-worker", "pino", "nodemailer", "pdfkit"],
};

export default config;
