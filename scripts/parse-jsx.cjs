// dependency-cruiser parses with swc, because it cannot use TypeScript 7, and asks it to read every file as plain TypeScript.
// Loaded before it (node --require), this has .tsx files read with their JSX.
const swc = require("@swc/core");

const parseFileSync = swc.parseFileSync.bind(swc);
swc.parseFileSync = (file, options) => parseFileSync(file, { ...options, tsx: file.endsWith("x") });
