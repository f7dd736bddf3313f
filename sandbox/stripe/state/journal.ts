import type { FileHandle } from "node:fs/promises";

/** Short enough to lose next to nothing, long enough to write many requests at once. */
const FLUSH_AFTER_MS = 50;
const RETRY_AFTER_MS = 1_000;

export type Journal = {
  /** Says that there is something to write; it is written a moment later. */
  readonly notice: () => void;
  /** Writes what is left and closes the file. */
  readonly close: () => Promise<void>;
};

async function writeAll(handle: FileHandle, bytes: Buffer, start: number): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, start + written);
    written += bytesWritten;
  }
}

/**
 * Appends lines to the file, never on the path of a request: `nextLine` is asked for what changed when the disk is
 * ready for it, so a slow disk makes longer lines, not a queue. A line that cannot be written is kept and tried again
 * at the same place.
 */
export function createJournal(handle: FileHandle, size: number, nextLine: () => string | null): Journal {
  let end = size;
  let unwritten = Buffer.alloc(0);
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> | undefined;
  let isFailing = false;
  let isClosed = false;

  function later(delayMs: number): void {
    if (isClosed) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      writing ??= flush().finally(() => (writing = undefined));
    }, delayMs).unref();
  }
  async function flush(): Promise<void> {
    if (unwritten.length === 0) unwritten = Buffer.from(nextLine() ?? "");
    if (unwritten.length === 0) return;
    try {
      await writeAll(handle, unwritten, end);
      end += unwritten.length;
      unwritten = Buffer.alloc(0);
      isFailing = false;
    } catch (error) {
      if (!isFailing) console.error("The sandbox's state file cannot be written; it goes on trying:", error);
      isFailing = true;
    }
    // More may have changed during the write, when `notice` found it still going on.
    later(isFailing ? RETRY_AFTER_MS : FLUSH_AFTER_MS);
  }
  return {
    notice: () => later(FLUSH_AFTER_MS),
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await writing;
      // Twice: first what an earlier attempt has left, then what has changed since.
      await flush();
      await flush();
      await handle.sync().catch(() => undefined);
      await handle.close();
    },
  };
}
