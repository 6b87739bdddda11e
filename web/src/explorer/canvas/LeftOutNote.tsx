import { expand, expandLimit, useExplorer } from "../model/store.ts";

/** Says what a limit left out of the picture, and offers the next of it. */
export function LeftOutNote() {
  const leftOut = useExplorer((s) => s.leftOut);
  const picture = useExplorer((s) => s.picture);
  if (!leftOut) return null;
  const { of, count } = leftOut;
  const name = of === null ? undefined : picture.entities.get(of)?.name;
  if (of === null || name === undefined) {
    return (
      <p className="left-out" role="note">
        {String(count)} relationships among these entities are left out: a picture has at most
        2,000.
      </p>
    );
  }
  return (
    <p className="left-out" role="note">
      {String(count)} more relationships of <bdi>{name}</bdi> are not drawn.{" "}
      <button type="button" onClick={() => void expand(of)}>
        Show {String(Math.min(count, expandLimit))} more
      </button>
    </p>
  );
}
