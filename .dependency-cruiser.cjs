/** Who may know whom. A layer may import itself and what is listed; the reason for each line is in CONTRIBUTING.md. */
const LAYERS = {
  "lib/domain": [],
  "lib/platform": ["lib/domain"],
  "lib/schemas": ["lib/domain"],
  "lib/db": ["lib/domain", "lib/platform", "prisma/generated"],
  "lib/gateways": ["lib/domain", "lib/platform"],
  "lib/audit": ["lib/domain", "lib/platform", "lib/db"],
  "lib/jobs/queue": ["lib/domain", "lib/platform", "lib/db"],
  "lib/services": ["lib/domain", "lib/platform", "lib/db", "lib/gateways", "lib/audit", "lib/jobs/queue"],
  "lib/queries": ["lib/domain", "lib/platform", "lib/db"],
  "lib/reports": ["lib/domain", "lib/platform", "lib/db"],
  "lib/documents": ["lib/domain", "lib/platform"],
  "lib/notifications": ["lib/domain", "lib/platform", "lib/db", "lib/documents", "lib/queries"],
  "lib/webhooks": ["lib/domain", "lib/platform", "lib/db", "lib/gateways", "lib/services", "lib/jobs/queue"],
  "lib/jobs/handlers": [
    "lib/domain",
    "lib/platform",
    "lib/db",
    "lib/jobs/queue",
    "lib/jobs/job-handler",
    "lib/services",
    "lib/webhooks",
    "lib/notifications",
    "lib/reports",
  ],
  "lib/jobs/job-handler": [],
  "lib/jobs/task-list": ["lib/jobs/handlers", "lib/jobs/job-handler", "lib/jobs/queue"],
  "lib/jobs/schedule": ["lib/jobs/handlers"],
  "lib/jobs/dated-sweeps": ["lib/jobs/handlers"],
  "lib/jobs/run-worker": ["lib/domain", "lib/platform", "lib/db", "lib/jobs", "lib/services", "lib/webhooks"],
  "lib/auth": ["lib/domain", "lib/platform", "lib/db", "lib/services"],
  components: ["lib/domain", "lib/schemas"],
  app: [
    "components",
    "lib/domain",
    "lib/platform",
    "lib/schemas",
    "lib/auth",
    "lib/documents",
    "lib/services",
    "lib/queries",
    "lib/reports",
    "lib/webhooks",
    "lib/notifications/preview-notices",
  ],
  worker: ["lib/platform", "lib/db", "lib/jobs", "lib/webhooks"],
  sandbox: [],
  "prisma/seed": ["lib/domain", "lib/platform", "lib/services"],
  "e2e/support": ["prisma/seed", "sandbox", "lib/queries", "lib/domain", "test/support/read-pdf"],
};

const dir = (layer) => `^${layer}(/|\\.tsx?$)`;
const TEST = "\\.(test|test-d|concurrency\\.test|scenario\\.test)\\.tsx?$";

const layerRules = Object.entries(LAYERS).map(([layer, allowed]) => ({
  name: `imports-of-${layer.replaceAll("/", "-")}`,
  comment: `${layer} may import only itself${allowed.length > 0 ? ` and ${allowed.join(", ")}` : ""}.`,
  severity: "error",
  from: { path: dir(layer), pathNot: TEST },
  to: {
    path: "^(app|components|lib|prisma|worker|sandbox|e2e|test|scripts)/",
    pathNot: [dir(layer), ...allowed.map(dir)],
  },
}));

/** A package belongs to the layers whose business it is. */
const packageRule = (name, packages, layers, comment) => ({
  name,
  comment,
  severity: "error",
  from: { path: "^(app|components|lib|worker|sandbox)/", pathNot: [TEST, ...layers] },
  to: { path: packages.map((one) => `node_modules/${one}/`) },
});

module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: "domain-is-pure",
      comment:
        "Rules must be testable without anything running: value packages only, not even Node's modules.",
      severity: "error",
      from: { path: "^lib/domain/", pathNot: TEST },
      to: {
        dependencyTypes: ["core", "npm", "npm-dev", "npm-no-pkg", "npm-unknown"],
        pathNot: ["node_modules/dinero\\.js/", "node_modules/temporal-polyfill/", "node_modules/stdnum/"],
      },
    },
    packageRule(
      "stripe-stays-in-its-adapter",
      ["stripe"],
      ["^lib/gateways/stripe/", "^sandbox/stripe/"],
      "Stripe's SDK is spoken by its adapter (and the sandbox's types) only.",
    ),
    packageRule(
      "elements-stay-in-checkout",
      ["@stripe"],
      ["^components/checkout/", "^sandbox/stripe/browser/"],
      "Card fields are mounted by components/checkout only, and by the page on which the sandbox's are tested.",
    ),
    packageRule("one-speaker-of-sql", ["pg", "@prisma"], ["^lib/db/"], "SQL is spoken by lib/db only."),
    packageRule(
      "next-and-react-stay-at-the-edge",
      ["next", "react", "react-dom", "next-auth"],
      ["^app/", "^components/", "^lib/auth/", "^sandbox/stripe/browser/"],
      "Services, queries and rules run from worker, test and seed: no Next, no React.",
    ),
    packageRule(
      "one-mailer",
      ["nodemailer"],
      ["^lib/notifications/"],
      "Mail leaves from lib/notifications only.",
    ),
    packageRule("one-press", ["pdfkit"], ["^lib/documents/"], "PDF is drawn in lib/documents only."),
    {
      name: "adapters-through-the-registry",
      comment: "Nobody names an adapter but the registry; adapters cannot see each other.",
      severity: "error",
      from: {
        path: "^(app|components|lib|worker)/",
        pathNot: [TEST, "^lib/gateways/registry\\.ts$", "^lib/gateways/stripe/"],
      },
      to: { path: "^lib/gateways/[^/]+/" },
    },
    {
      name: "calls-of-a-gateway-are-recorded",
      comment:
        "A gateway is asked through lib/services/gateway-calls/recorded-gateway, which puts each call on record. Others may only " +
        "verify what a gateway sends, list what it sent, and read what an adapter says of itself.",
      severity: "error",
      from: {
        path: "^lib/(services|webhooks|jobs)/",
        pathNot: [
          TEST,
          "^lib/services/gateway-calls/recorded-gateway\\.ts$",
          "^lib/services/payments/decline-question\\.ts$",
          "^lib/webhooks/(receive-webhook|sweep-events|handled-event-types)\\.ts$",
        ],
      },
      to: { path: "^lib/gateways/registry" },
    },
    {
      name: "specs-speak-the-users-language",
      comment: "A spec imports only e2e/support (and Playwright).",
      severity: "error",
      from: { path: "^e2e/.*\\.spec\\.ts$" },
      to: { path: "^(app|components|lib|prisma|worker|sandbox|test|scripts)/" },
    },
    {
      name: "nobody-imports-a-test",
      comment: "What two suites share lives in test/support or test/builders.",
      severity: "error",
      from: {},
      to: { path: TEST },
    },
    {
      name: "no-cycles",
      comment: "Two files that need each other are one file or three.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-orphans",
      comment: "A file that nobody imports is dead: delete it.",
      severity: "error",
      from: { orphan: true, path: "^lib/", pathNot: [TEST] },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: ["node_modules"] },
    exclude: { path: ["\\.next", "^prisma/generated"] },
    includeOnly: undefined,
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    parser: "swc",
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
    skipAnalysisNotInRules: true,
  },
};
