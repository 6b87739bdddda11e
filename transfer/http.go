package transfer

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"entente/access"
	"entente/formats/dataset"
	"entente/kg"
)

// A Server imports, exports and backs up over HTTP.
type Server struct {
	Graph *kg.Graph
	Door  Door
	Log   *slog.Logger
	// Scratch opens an empty store for a dry run, which ends when it is closed.
	Scratch func(context.Context) (kg.Store, error)
	// Importing, if set, is told that an import begins. Done is then called with how many
	// records were dealt with so far, and ended with how many were made, changed, left as
	// they were, and refused.
	Importing func() (done func(records int), ended func(made, changed, unchanged, refused int))
	// Limits are those of what is sent. Zero means none.
	Limits Limits

	// importing is how many imports there are at once.
	importing atomic.Int64
}

// Limits are what may be imported over HTTP. Their defaults stand in their tags and
// nowhere else.
type Limits struct {
	Import  int64 `help:"Bytes of an import over HTTP, as they are sent (default: ${default})." default:"1073741824" env:"IMPORT"` //nolint:lll // a struct tag
	Imports int64 `help:"Imports over HTTP at once (default: ${default})." default:"2" env:"IMPORTS"`
}

// Validate refuses limits that let nothing through, by the names of their flags.
func (l Limits) Validate() error {
	if l.Import <= 0 || l.Imports <= 0 {
		return &kg.InvalidError{
			Field: "--limit-import, --limit-imports", Reason: "0 lets nothing through", Accepted: "give more than 0",
		}
	}
	return nil
}

// tellImport tells that an import begins, if there is anybody to be told. Of a dry run
// nothing comes to be.
func (s *Server) tellImport(dry bool) (done func(int), ended func(Report)) {
	if s.Importing == nil {
		return func(int) {}, func(Report) {}
	}
	done, told := s.Importing()
	return done, func(r Report) {
		if dry {
			r = Report{}
		}
		told(r.New, r.Changed, r.Unchanged, r.Refused)
	}
}

// A Door lets requests in and answers those that are refused.
type Door interface {
	// Enter returns who asks. Where their role does not suffice it answers them, and ok is
	// false.
	Enter(w http.ResponseWriter, r *http.Request, needed access.Role) (who access.Identity, ok bool)
	// Refuse answers with an error, and with its HTTPStatus() where it has one.
	Refuse(w http.ResponseWriter, r *http.Request, err error)
}

// Handle adds the endpoints to a mux.
func (s *Server) Handle(mux *http.ServeMux) {
	mux.HandleFunc("GET /formats", serveFormats)
	mux.HandleFunc("GET /dataset.schema.json", serveSchema)
	mux.HandleFunc("GET /export", s.serveExport)
	mux.HandleFunc("POST /import", s.serveImport)
	mux.HandleFunc("POST /undo", s.serveUndo)
	mux.HandleFunc("POST /backup", s.serveBackup)
}

// serveFormats lists the formats, and what can be done with each.
func serveFormats(w http.ResponseWriter, _ *http.Request) {
	type entry struct {
		Name       string   `json:"name"`
		Title      string   `json:"title"`
		Extensions []string `json:"extensions"`
		Import     bool     `json:"import"`
		Export     bool     `json:"export"`
	}
	list := make([]entry, len(Formats))
	for i, f := range Formats {
		list[i] = entry{f.Name, f.Title, f.Extensions, Readable(f), Writable(f)}
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(list) //nolint:errcheck,errchkjson // a client that went away
}

// serveSchema shows editors the shape of native files.
func serveSchema(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/schema+json")
	w.Write(dataset.Schema) //nolint:errcheck // a client that went away
}

// patience is how long a client may take to send or take the next piece of a file.
const patience = 30 * time.Second

// A patient writer gives its client some time for each piece, however many there are.
type patient struct {
	http.ResponseWriter
	control *http.ResponseController
	wrote   bool
}

func newPatient(w http.ResponseWriter) *patient {
	return &patient{ResponseWriter: w, control: http.NewResponseController(w)}
}

func (p *patient) Write(b []byte) (int, error) {
	p.wrote = true
	_ = p.control.SetWriteDeadline(time.Now().Add(patience)) // where there is none, none is needed
	return p.ResponseWriter.Write(b)
}

// A patientBody gives its client some time for each piece that it sends.
type patientBody struct {
	body    io.Reader
	control *http.ResponseController
}

func (p *patientBody) Read(b []byte) (int, error) {
	_ = p.control.SetReadDeadline(time.Now().Add(patience))
	return p.body.Read(b)
}
