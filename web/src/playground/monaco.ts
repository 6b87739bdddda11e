import type {} from "monaco-editor"; // declares window.MonacoEnvironment
import EditorWorker from "monaco-editor/esm/vs/editor/editor.worker.js?worker";
import JsonWorker from "monaco-editor/esm/vs/language/json/json.worker.js?worker";
import GraphQLWorker from "monaco-graphql/esm/graphql.worker.js?worker";

/** The languages that have a worker of their own; all others share the editor's. */
const workers: Readonly<Record<string, new () => Worker>> = {
  json: JsonWorker,
  graphql: GraphQLWorker,
};

/**
 * Loads the editor that GraphiQL is made of, ready for the first use.
 *
 * GraphiQL would load it by itself, but only once its tabs are on the screen: a
 * tab chosen before the editor is there would show, and keep, the first one's
 * query. The workers come from our own files; without them the editor would
 * work on the page's only thread.
 */
export async function loadMonaco(): Promise<void> {
  window.MonacoEnvironment = {
    getWorker: (_id, label) => new (workers[label] ?? EditorWorker)(),
  };
  const [monaco] = await Promise.all([
    import("monaco-graphql/esm/monaco-editor.js"),
    import("monaco-graphql/esm/lite.js"),
  ]);
  // The ready queries begin with prose, which is to be read whole at any width;
  // and names and dates are written with signs that the editor would mark as
  // look-alikes of others: dashes, Arabic and Cyrillic letters.
  monaco.editor.onDidCreateEditor((editor) => {
    editor.updateOptions({ wordWrap: "on", unicodeHighlight: { ambiguousCharacters: false } });
  });
}
