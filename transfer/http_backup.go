package transfer

import (
	"errors"
	"io"
	"net/http"
	"os"
	"strconv"

	"entente/access"
)

// serveBackup answers POST /backup with a copy of the whole graph as of one moment: the
// file that `entente restore` takes. It is made, and checked, before the first byte is
// sent; its length tells whether all of it has come. Who breaks the connection off ends it.
func (s *Server) serveBackup(w http.ResponseWriter, r *http.Request) {
	// A backup has all that is restricted and all that was ever taken back.
	if _, ok := s.Door.Enter(w, r, access.Admin); !ok {
		return
	}
	out := newPatient(w)
	path, err := s.Graph.Snapshot(r.Context(), "")
	if err != nil {
		s.Door.Refuse(out, r, err)
		return
	}
	if err := sendFile(out, path); err != nil {
		s.Log.WarnContext(r.Context(), "a backup was not sent whole", "error", err)
		panic(http.ErrAbortHandler)
	}
}

// sendFile sends a file and removes it.
func sendFile(w http.ResponseWriter, path string) (err error) {
	file, err := os.Open(path)
	if err != nil {
		return errors.Join(err, os.Remove(path))
	}
	defer func() { err = errors.Join(err, file.Close(), os.Remove(path)) }()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/vnd.sqlite3")
	w.Header().Set("Cache-Control", "private, no-store")
	w.Header().Set("Content-Disposition", `attachment; filename="entente.db"`)
	w.Header().Set("Content-Length", strconv.FormatInt(info.Size(), 10))
	// Hidden from io.Copy, which would send it by the system with one deadline for all.
	_, err = io.Copy(struct{ io.Writer }{w}, struct{ io.Reader }{file})
	return err
}
