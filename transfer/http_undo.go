package transfer

import (
	"encoding/json"
	"net/http"

	"entente/access"
	"entente/kg"
)

// Undone says how many changes of a batch were taken back.
type Undone struct {
	Changes int `json:"changes"`
}

// serveUndo answers POST /undo?batch=…, which takes back all that was written under the
// id of a batch; see [kg.Graph.UndoBatch]. What others wrote is for an admin to undo. It is
// answered when that is done: who breaks the connection off stops it between two parts, and
// can ask again.
func (s *Server) serveUndo(w http.ResponseWriter, r *http.Request) {
	who, ok := s.Door.Enter(w, r, access.Editor)
	if !ok {
		return
	}
	batch := r.URL.Query().Get("batch")
	var done Undone
	var err error
	if batch == "" {
		err = &kg.InvalidError{Field: "batch", Reason: "must be set", Accepted: "give the id that the import named"}
	} else {
		undo := s.Graph.UndoOwnBatch
		if who.Role >= access.Admin {
			undo = s.Graph.UndoBatch
		}
		err = undo(r.Context(), who.Name, batch, func(n int) { done.Changes += n })
	}
	out := newPatient(w)
	if err != nil {
		s.Door.Refuse(out, r, err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(out).Encode(done) //nolint:errcheck,errchkjson // a client that went away
}
