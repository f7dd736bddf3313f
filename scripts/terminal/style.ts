const isColored = process.stdout.isTTY && process.env["NO_COLOR"] === undefined;

const paint = (open: number, close: number) => (text: string) =>
  isColored ? `\u001B[${open}m${text}\u001B[${close}m` : text;

/** Restrained on purpose: weight carries the structure, color only what succeeded or failed. */
export const style = {
  bold: paint(1, 22),
  dim: paint(2, 22),
  green: paint(32, 39),
  red: paint(31, 39),
  yellow: paint(33, 39),
};
