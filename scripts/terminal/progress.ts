import { style } from "./style";

export type Progress = {
  /** Runs one stage, shows it while it works and then how long it took; stages may overlap. */
  stage: <T>(title: string, work: () => Promise<T>) => Promise<T>;
  /** Prints a line without disturbing the stages that are running. */
  line: (text: string) => void;
  /** Ends the live line; nothing is drawn afterwards. */
  close: () => void;
};

type Running = { title: string; startedAt: number; spokenAt: number };
type Screen = { isLive: boolean; line: (text: string) => void; draw: () => void; clear: () => void };

const TITLE_WIDTH = 46;
/** Where nothing can be redrawn (a log file, CI) a sign of life is printed this often. */
const QUIET_INTERVAL_MS = 20_000;

/** Progress on the terminal: one line per finished stage, and a live one for those that run. */
export function createProgress(): Progress {
  const running = new Set<Running>();
  const screen = createScreen(running);
  const timer = setInterval(() => tick(running, screen), screen.isLive ? 1_000 : 5_000).unref();
  let isClosed = false;

  return {
    line: screen.line,
    close: () => {
      isClosed = true;
      clearInterval(timer);
      running.clear();
      screen.clear();
    },
    async stage(title, work) {
      const stage = { title, startedAt: Date.now(), spokenAt: Date.now() };
      running.add(stage);
      screen.draw();
      const finish = (mark: string) => {
        running.delete(stage);
        if (!isClosed)
          screen.line(row(mark, title, style.dim(seconds(Date.now() - stage.startedAt).padStart(12))));
      };
      try {
        const value = await work();
        finish(style.green("✓"));
        return value;
      } catch (error) {
        finish(style.red("✗"));
        throw error;
      }
    },
  };
}

function createScreen(running: ReadonlySet<Running>): Screen {
  const isLive = process.stdout.isTTY;
  const clear = () => {
    if (isLive) process.stdout.write("\r\u001B[K");
  };
  const draw = () => {
    if (!isLive || running.size === 0) return;
    const parts = [...running].map((stage) => `${stage.title} ${seconds(Date.now() - stage.startedAt, 0)}`);
    const room = (process.stdout.columns || 80) - 5;
    process.stdout.write(`\r\u001B[K  ${style.dim(`· ${parts.join("  · ").slice(0, room)}`)}`);
  };
  const line = (text: string) => {
    clear();
    process.stdout.write(`${text}\n`);
    draw();
  };
  return { isLive, line, draw, clear };
}

function tick(running: ReadonlySet<Running>, screen: Screen): void {
  if (screen.isLive) return screen.draw();
  for (const stage of running) {
    if (Date.now() - stage.spokenAt < QUIET_INTERVAL_MS) continue;
    stage.spokenAt = Date.now();
    screen.line(row("·", stage.title, `${seconds(Date.now() - stage.startedAt, 0).padStart(12)} …`));
  }
}

function row(mark: string, title: string, time: string): string {
  return `  ${mark} ${title.padEnd(TITLE_WIDTH)}${time}`;
}

/** Elapsed time for people: "0.4 s", "12.0 s", "1 min 05 s". */
export function seconds(durationMs: number, decimals = 1): string {
  if (durationMs < 60_000) return `${(durationMs / 1000).toFixed(decimals)} s`;
  const whole = Math.round(durationMs / 1000);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
}
