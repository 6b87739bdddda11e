// How the pages are built. Each page is an HTML file beside this one and an
// entry below; what they share is split into chunks under dist/assets, whose
// names carry a hash of their content, so that browsers may keep them for ever.

import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { precompress } from "./build/precompress.ts";

/** Where `npm run dev` finds a running server for the paths that it does not build. */
const server = process.env.ENTENTE_URL ?? "http://127.0.0.1:8080";

const page = (name: string): string => fileURLToPath(new URL(`${name}.html`, import.meta.url));

export default defineConfig({
  appType: "mpa",
  plugins: [react(), precompress()],
  build: {
    target: "es2023",
    // Everything is a file of its own: the pages' content policy stays narrow.
    assetsInlineLimit: 0,
    // Every browser of the target knows modulepreload.
    modulePreload: { polyfill: false },
    // The editor is one large chunk by nature.
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      // React's compiler leaves "use no memo" in what it has compiled already.
      checks: { moduleLevelDirective: false },
      input: { explorer: page("explorer"), playground: page("playground"), queries: page("queries") },
    },
  },
  worker: { format: "es" },
  server: {
    host: "127.0.0.1",
    // The cookbook is beside this folder, where those look who read the documentation.
    fs: { allow: [".", "../docs/queries"] },
    proxy: {
      "/graphql": { target: server, ws: true },
      "/schema.graphqls": server,
      "/formats": server,
      "/export": server,
    },
  },
});
