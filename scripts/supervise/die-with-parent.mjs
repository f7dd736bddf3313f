// node --import: when whoever started this process is killed without cleaning up, the channel to it closes
// and this process ends too. The channel must keep counting as open: `next dev` exits at once without it.
if (process.send) {
  process.on("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    // A graceful stop may wait for a database that is going away as well.
    setTimeout(() => process.kill(process.pid, "SIGKILL"), 15_000).unref();
  });
}
