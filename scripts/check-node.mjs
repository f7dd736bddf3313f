// The first thing that runs, on any version of Node: so in the plainest JavaScript, and without dependencies.
const wanted = [20, 19];
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < wanted[0] || (major === wanted[0] && minor < wanted[1])) {
  console.error(
    `Remit needs Node.js ${wanted.join(".")} or newer; this is ${process.versions.node}. ` +
      "Install a newer one, for instance with nvm install (the version is in .nvmrc), then try again.",
  );
  process.exit(1);
}
