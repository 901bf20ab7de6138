// The sink as a process of its own, on the database of the suite that starts it: `SINK_PATIENCE` is a JSON of
// ServerPatience. Prints `listening <port>`; GET /memory answers its resident bytes.
import { createWebServer } from "@/scripts/web-server";

const patience = process.env.SINK_PATIENCE;
const server = createWebServer(
  (request, response) => {
    if (request.url !== "/memory") response.writeHead(404).end();
    else response.end(String(process.memoryUsage().rss));
  },
  ...(patience ? [JSON.parse(patience)] : []),
);
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  // biome-ignore lint/suspicious/noConsole: this line is what its starter waits for
  console.log(`listening ${typeof address === "object" ? address?.port : ""}`);
});
