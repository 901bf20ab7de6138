// `npm run <part>`: one part of the product in the foreground, see launcher/run-part.mjs.
process.argv.splice(2, 0, "--run");
await import("./start.mjs");
