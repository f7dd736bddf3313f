// Fails when package-lock.json lacks an optional dependency that a package in it declares. A registry that has not
// yet got all platform packages of a release makes npm install leave them out without a word; npm ci then refuses
// the lock file, and other platforms find no binaries.
import fs from "node:fs";

const { packages } = JSON.parse(fs.readFileSync(process.argv[2] ?? "package-lock.json", "utf8"));

/** Looks as Node does: in the package's own node_modules, then in those of each folder above it. */
function isInstalled(name, from) {
  for (let folder = from; ;) {
    if (packages[`${folder ? `${folder}/` : ""}node_modules/${name}`]) return true;
    if (folder === "") return false;
    const above = folder.lastIndexOf("node_modules/");
    folder = above > 0 ? folder.slice(0, above - 1) : "";
  }
}

const missing = Object.entries(packages).flatMap(([folder, { optionalDependencies = {} }]) =>
  Object.keys(optionalDependencies)
    .filter((name) => !isInstalled(name, folder))
    .map((name) => `${name}, which ${folder || "package.json"} wants`),
);

if (missing.length > 0) {
  console.error(
    `package-lock.json lacks:\n  ${missing.join("\n  ")}\nPin a release whose platform packages are all there.`,
  );
  process.exit(1);
}
console.log("package-lock.json names every optional dependency.");
