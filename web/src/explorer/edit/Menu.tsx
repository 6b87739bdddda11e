import { useEffect, useRef } from "react";
import { useExplorer } from "../model/store.ts";
import { momentInWords } from "../time/moment.ts";
import type { FormName } from "./forms/forms.ts";
import { useSession } from "./session.ts";
import { signOut } from "./sign.ts";
import { openForm } from "./work.ts";

/** What an editor may do, with what is selected and besides. */
export function Menu() {
  const selected = useExplorer((s) => s.view.selected);
  const name = useExplorer(({ view, picture }) => {
    const id = view.selected ?? "";
    return picture.entities.get(id)?.name ?? picture.relationships.get(id)?.statement;
  });
  const isRelationship = useExplorer((s) => s.picture.relationships.has(s.view.selected ?? ""));
  const problem = useSession((s) => s.problem);
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The form that had the focus may have given way to the menu.
    if (document.activeElement === document.body) head.current?.focus();
  }, []);
  return (
    <>
      <h3 ref={head} className="edit-title" tabIndex={-1}>
        What do you want to write?
      </h3>
      <Lens />
      <p role="alert" className="problem">
        {problem}
      </p>
      {selected !== null && name !== undefined ? (
        <>
          <h4>
            About <bdi>{name}</bdi>
          </h4>
          <div className="edit-menu">
            <Open form="claim" about={selected}>
              Record a claim about it
            </Open>
            {isRelationship && (
              <>
                <Open form="expire" about={selected}>
                  Set its end
                </Open>
                <Open form="correct" about={selected}>
                  Correct it
                </Open>
              </>
            )}
            {!isRelationship && (
              <Open form="relationship" about={selected}>
                Add a relationship of it
              </Open>
            )}
          </div>
        </>
      ) : (
        <p className="edit-hint">
          Select an entity or a relationship to record a claim about it or to correct it.
        </p>
      )}
      <h4>New</h4>
      <div className="edit-menu">
        <Open form="source">Add a source</Open>
        <Open form="entity">Add an actor, place or event</Open>
        {(isRelationship || name === undefined) && (
          <Open form="relationship">Add a relationship</Open>
        )}
      </div>
      <p className="edit-foot">
        Signed in as an editor.{" "}
        <button
          type="button"
          onClick={() => {
            signOut();
          }}
        >
          Sign out
        </button>
      </p>
    </>
  );
}

interface OpenProps {
  readonly form: FormName;
  readonly about?: string;
  readonly children: string;
}

function Open({ form, about, children }: OpenProps) {
  return (
    <button type="button" onClick={() => void openForm(form, about ?? null)}>
      {children}
    </button>
  );
}

/** Says that a picture of the past, or of one side, does not show what is written now. */
function Lens() {
  const known = useExplorer((s) => s.view.known);
  const told = useExplorer((s) => s.view.accordingTo.length > 0);
  if (known === null && !told) return null;
  return (
    <p className="edit-note">
      {known !== null &&
        `The picture is as it was recorded until ${momentInWords(known)}: what you write does not show in it. `}
      {told && "The picture is as some tell it: what others say does not show in it. "}
      Forms show the graph as it is now, by everyone.
    </p>
  );
}
