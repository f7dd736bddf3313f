type Floor = { from: string; why: string; exact?: boolean };

/** The lowest version of each package that may be installed, anywhere in the tree. */
export const VERSION_FLOORS: Readonly<Record<string, Floor>> = {
  next: {
    from: "16.4.5",
    why: "remote execution through the image optimizer and through use cache (October 2026)",
  },
  sharp: { from: "0.35.5", why: "remote execution in the image decoders" },
  react: { from: "19.2.6", why: "remote execution and denial of service in Flight" },
  "react-dom": { from: "19.2.6", why: "remote execution and denial of service in Flight" },
  "next-auth": {
    from: "4.24.15",
    why: "GHSA-7rqj-j65f-68wh: the e-mail normalizer accepts look-alikes of @",
  },
  nodemailer: {
    from: "10.6.0",
    why: "next-auth asks for an older line, so an override that is lost would bring that back",
  },
  prisma: { from: "7.10.0", exact: true, why: "command, client and adapter must be of one version" },
  "@prisma/client": {
    from: "7.10.0",
    exact: true,
    why: "command, client and adapter must be of one version",
  },
  "@prisma/adapter-pg": {
    from: "7.10.0",
    exact: true,
    why: "command, client and adapter must be of one version",
  },
};

type Packages = Readonly<Record<string, { version?: string | undefined }>>;

/** Sentences about each package of a lock file that is below its floor. */
export function belowFloor(packages: Packages): string[] {
  return Object.entries(packages).flatMap(([folder, { version }]) => {
    const name = folder.split("node_modules/").at(-1) ?? "";
    const floor = VERSION_FLOORS[name];
    if (!floor || version === undefined) return [];
    const order = compareVersions(version, floor.from);
    if (order === 0 || (order > 0 && !floor.exact)) return [];
    return [
      `${folder} is ${version}, wanted is ${floor.from}${floor.exact ? "" : " or newer"}: ${floor.why}`,
    ];
  });
}

/** By number, not by text; a pre-release comes before its release. */
export function compareVersions(left: string, right: string): number {
  const [leftCore = "", leftTag] = left.split("-", 2);
  const [rightCore = "", rightTag] = right.split("-", 2);
  const [a, b] = [leftCore.split(".").map(Number), rightCore.split(".").map(Number)];
  for (let index = 0; index < 3; index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return Number(leftTag === undefined) - Number(rightTag === undefined);
}
