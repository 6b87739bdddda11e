import { dismiss, useExplorer } from "../model/store.ts";

/** What a visitor has to be told, until it is read. */
export function Notices() {
  const notices = useExplorer((s) => s.notices);
  return (
    <div className="notices" role="status">
      {notices.map((notice) => (
        <p key={notice} className="notice">
          {notice}{" "}
          <button
            type="button"
            aria-label="Close this message"
            onClick={() => {
              dismiss(notice);
            }}
          >
            ×
          </button>
        </p>
      ))}
    </div>
  );
}
