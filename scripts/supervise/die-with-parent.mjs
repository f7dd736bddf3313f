// node --import: when whoever started this process is killed without cleaning up, the channel to it closes
// and this process ends too. The channel counts as open work: `next dev` and `next build` end at once, half-done,
// without it. A script that ends when its work does would never end with it, and says so by REMIT_TASK.
if (process.send) {
  process.on("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    // A graceful stop may wait for a database that is going away as well.
    setTimeout(() => process.kill(process.pid, "SIGKILL"), 15_000).unref();
  });
  if (process.env.REMIT_TASK) process.channel.unref();
  // Said of this process, not of those that it starts.
  delete process.env.REMIT_TASK;
}
