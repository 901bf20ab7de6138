import { runGroup } from "./run-group";

// One of several processes that share the seeds of a run: takes groups until its parent goes away.
process.on("message", (seeds: number[]) => {
  void runGroup({ seeds }).then(
    (report) => process.send?.(report),
    (cause: unknown) => {
      console.error(cause);
      process.exit(1);
    },
  );
});
process.on("disconnect", () => process.exit(0));
