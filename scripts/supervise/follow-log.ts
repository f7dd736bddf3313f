import fs from "node:fs";

const INTERVAL_MS = 150;

/**
 * Calls back with each line that is appended to the file from now on. Children write to files and not to a pipe
 * of ours, which would break under them when we are killed. Returns a function that reads the rest and ends.
 */
export function followLog(file: string, onLine: (line: string) => void): () => void {
  const handle = fs.openSync(file, "r");
  const chunk = Buffer.alloc(64 * 1024);
  let position = fs.fstatSync(handle).size;
  let rest = Buffer.alloc(0);
  const read = () => {
    for (;;) {
      const length = fs.readSync(handle, chunk, 0, chunk.length, position);
      if (length === 0) return;
      position += length;
      rest = Buffer.concat([rest, chunk.subarray(0, length)]);
      for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
        onLine(rest.subarray(0, end).toString("utf8"));
        rest = rest.subarray(end + 1);
      }
    }
  };
  const timer = setInterval(read, INTERVAL_MS).unref();
  return () => {
    clearInterval(timer);
    read();
    if (rest.length > 0) onLine(rest.toString("utf8"));
    fs.closeSync(handle);
  };
}
