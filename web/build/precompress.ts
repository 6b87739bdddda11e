import { promisify } from "node:util";
import { constants, gzip } from "node:zlib";
import type { Plugin } from "vite";

const compress = promisify(gzip);

/** Files that compression makes smaller; fonts in WOFF2 are compressed already. */
const compressible = /\.(?:css|html|js|json|svg|ttf|wasm)$/;

/** Below this many bytes a second copy saves no packet on the wire. */
const smallest = 1024;

/**
 * Writes a `.gz` file beside each larger text file of the build, at the highest
 * level, so that the server sends compressed files without compressing any.
 * The gzip header that node writes holds no time, so a build can be repeated.
 */
export function precompress(): Plugin {
  return {
    name: "precompress",
    apply: "build",
    generateBundle: {
      // After every plugin that may still change a file.
      order: "post",
      async handler(_options, bundle) {
        const files = Object.values(bundle).filter((file) => compressible.test(file.fileName));
        for (const file of files) {
          const source = Buffer.from(file.type === "chunk" ? file.code : file.source);
          if (source.length < smallest) continue;
          this.emitFile({
            type: "asset",
            fileName: `${file.fileName}.gz`,
            source: await compress(source, { level: constants.Z_BEST_COMPRESSION }),
          });
        }
      },
    },
  };
}
