package graph

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"

	"entente/kg"
)

// The media types of an answer: what GraphQL over HTTP has for it, and what it was before.
const (
	modernMedia = "application/graphql-response+json"
	legacyMedia = "application/json"
)

// post is the transport of requests by POST. It does what gqlgen's does, but decodes a body
// once and sends the data of an answer as it was written, where gqlgen's takes each apart
// twice.
type post struct {
	// limit is how many bytes a body may have, which the reader of it enforces.
	limit int64
}

// Supports takes what comes by POST as JSON.
func (post) Supports(r *http.Request) bool {
	return r.Method == http.MethodPost && r.Header.Get("Upgrade") == "" &&
		isJSON(r.Header.Get("Content-Type"))
}

// isJSON reports whether a media type is that of JSON, with parameters or without.
func isJSON(contentType string) bool {
	if contentType == legacyMedia {
		return true
	}
	media, _, err := mime.ParseMediaType(contentType)
	return err == nil && media == legacyMedia
}

// Do refuses a body that is too long or no request, and answers any other.
func (p post) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	start := graphql.Now()
	sent := readBody(w, r.Body, p.limit)
	if sent == nil {
		return
	}
	w.Header().Set("Content-Type", answerMedia(r.Header.Get("Accept")))
	params := &sent.RawParams
	params.Headers = r.Header
	params.ReadTime = graphql.TraceTiming{Start: start, End: graphql.Now()}
	ctx := withDocumentID(r.Context(), sent.DocumentID)
	operation, errs := exec.CreateOperationContext(ctx, params)
	if errs != nil {
		if errcode.GetErrorKind(errs) == errcode.KindProtocol {
			w.WriteHeader(http.StatusBadRequest)
		}
		writeAnswer(w, exec.DispatchError(graphql.WithOperationContext(ctx, operation), errs))
		return
	}
	respond, ctx := exec.DispatchOperation(ctx, operation)
	writeAnswer(w, respond(ctx))
}

// A sentBody is a request as it is posted.
type sentBody struct {
	graphql.RawParams
	DocumentID string `json:"documentId"`
}

// readBody returns what a body says. It refuses one that is too long or no request, and
// returns nil then.
func readBody(w http.ResponseWriter, body io.Reader, limit int64) *sentBody {
	sent := new(sentBody)
	err := decodeWhole(body, sent)
	switch {
	case err == nil:
		return sent
	case errors.As(err, new(*http.MaxBytesError)):
		refuse(w, http.StatusRequestEntityTooLarge, &kg.LimitError{
			What: "body", Limit: int(limit), Advice: "send several requests; the limit is one of bytes",
		})
	default:
		refuse(w, http.StatusBadRequest, errBadBody)
	}
	return nil
}

// errBehind says that there is something behind a value.
var errBehind = errors.New("something follows the value")

// decodeWhole decodes what is one value in JSON to its end, whose numbers stay as they are
// written.
func decodeWhole(from io.Reader, into any) error {
	decoder := json.NewDecoder(from)
	decoder.UseNumber()
	if err := decoder.Decode(into); err != nil {
		return err
	}
	switch _, err := decoder.Token(); {
	case errors.Is(err, io.EOF):
		return nil
	case err != nil:
		return err
	default:
		return errBehind
	}
}

// answerMedia returns the media type of an answer: the first of the two that a client
// accepts, and that of before where it takes any.
func answerMedia(accept string) string {
	if accept == "" {
		return legacyMedia
	}
	for accepted := range strings.SplitSeq(accept, ",") {
		media, _, err := mime.ParseMediaType(strings.TrimSpace(accepted))
		switch {
		case err != nil:
		case media == modernMedia:
			return modernMedia
		case media == legacyMedia, media == "application/*", media == "*/*":
			return legacyMedia
		}
	}
	return modernMedia
}

// writeAnswer sends a response. One without errors or notices, as most are, is its data
// with three words around it.
func writeAnswer(w http.ResponseWriter, response *graphql.Response) {
	var text []byte
	if response == nil || response.Data == nil || len(response.Errors)+len(response.Extensions) > 0 {
		var err error
		if text, err = json.Marshal(response); err != nil {
			panic(err) // what marshals by itself is not JSON
		}
	} else {
		text = make([]byte, 0, len(`{"data":}`)+len(response.Data))
		text = append(append(append(text, `{"data":`...), response.Data...), '}')
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(text)))
	w.Write(text) //nolint:errcheck // a client that went away is not our fault
}
