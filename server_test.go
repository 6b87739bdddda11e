package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"entente/internal/programtest"
)

// TestMain lets the test binary stand for the program: a child with this variable
// set is Entente, and one with an address to attack attacks it.
func TestMain(m *testing.M) {
	if os.Getenv("ENTENTE_TEST_AS_PROGRAM") == "1" {
		main()
		return
	}
	if url := os.Getenv(attackVariable); url != "" {
		fmt.Fprintln(os.Stderr, attackUntilKilled(url))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// A process is a running Entente that fails a test.
type process struct {
	*programtest.Process
	t testing.TB
}

// program returns the command of a child that is Entente.
func program(t testing.TB, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], args...)
	cmd.Env = append(os.Environ(), "ENTENTE_TEST_AS_PROGRAM=1", "ENTENTE_ADMIN_TOKEN=secret")
	return cmd
}

// start runs Entente on a free port and waits until it says that it is ready.
func start(t testing.TB, args ...string) *process {
	t.Helper()
	return &process{programtest.Start(t, program(t, append(args, "--listen", "127.0.0.1:0")...)), t}
}

// get returns status and body of a path.
func (p *process) get(path string) (int, string) {
	p.t.Helper()
	response, err := http.Get(p.URL + path)
	if err != nil {
		p.t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	return response.StatusCode, string(body)
}

// query returns the body of the answer to an operation.
func (p *process) query(operation string) string {
	p.t.Helper()
	body, err := json.Marshal(map[string]string{"query": operation})
	if err != nil {
		p.t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(p.t.Context(), http.MethodPost, p.URL+"/graphql", bytes.NewReader(body))
	if err != nil {
		p.t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer secret")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		p.t.Fatal(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	return string(answer)
}

func TestTheProgramServesTheStartingGraph(t *testing.T) {
	p := start(t, "--store", "file:"+filepath.Join(t.TempDir(), "new", "entente.db"))
	for path, want := range map[string]string{
		"/healthz": "ok\n", "/readyz": "ready\n", "/schema.graphqls": string(schema),
	} {
		if status, body := p.get(path); status != http.StatusOK || body != want {
			t.Errorf("GET %s = %d %.60q, want 200 %.60q", path, status, body, want)
		}
	}
	if status, body := p.get("/"); status != http.StatusOK || !strings.Contains(body, "<html") {
		t.Errorf("GET / = %d %.80q, want a page", status, body)
	}
	got := p.query(`{relationship(id: "us-sdf-partnership") {status(at: "2026-02-01") validity {edtf}}}`)
	want := `{"data":{"relationship":{"status":"EXPIRED","validity":{"edtf":"2015-10~/2026-01-20?"}}}}`
	if got != want {
		t.Errorf("the partnership in February 2026: got %s, want %s", got, want)
	}
	p.Stop(t)
}

func TestTheStartingGraphNeverComesBackIntoAUsedStore(t *testing.T) {
	store := "file:" + filepath.Join(t.TempDir(), "entente.db")
	p := start(t, "--store", store)
	retracted := p.query(`mutation {retract(input: {id: "c01"}) {id}}`)
	if !strings.Contains(retracted, `"id":"c01"`) {
		t.Fatalf("retract answered %s", retracted)
	}
	p.Stop(t)
	again := start(t, "--store", store)
	if got, want := again.query(`{claim(id: "c01") {id}}`), `{"data":{"claim":null}}`; got != want {
		t.Errorf("after a restart, the retracted claim: got %s, want %s", got, want)
	}
}

func TestWithoutSeedAStoreStaysEmpty(t *testing.T) {
	p := start(t, "--no-seed", "--store", "file:"+filepath.Join(t.TempDir(), "entente.db"))
	got := p.query(`{statistics {entities {name} sources} vocabulary {kinds {name}}}`)
	if want := `{"data":{"statistics":{"entities":[],"sources":0},"vocabulary":{"kinds":[]}}}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestTheProgramSaysWhatKeepsItFromStarting(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	running := start(t, "--store", "file:"+filepath.Join(t.TempDir(), "entente.db"))
	text := filepath.Join(t.TempDir(), "notes.txt")
	if err := os.WriteFile(text, bytes.Repeat([]byte("these are notes and no database\n"), 100), 0o600); err != nil {
		t.Fatal(err)
	}
	fresh := func() string { return "file:" + filepath.Join(t.TempDir(), "entente.db") }
	tests := []struct {
		name string
		args []string
		want []string
	}{
		{"a port that is taken", []string{"--store", fresh(), "--listen", taken.Addr().String()}, []string{taken.Addr().String(), "in use", "--listen"}},
		{"a file that another server has open", []string{"--store", "file:" + storeOf(running)}, []string{"entente.db", "in use"}},
		{"a file that is no database", []string{"--store", "file:" + text}, []string{"notes.txt", "not"}},
		{"an address that is no store's", []string{"--store", "mysql://x"}, []string{"mysql://x", "file:PATH", "neo4j://HOST:7687"}},
		{"a Neo4j that is not there", []string{"--store", "bolt://127.0.0.1:1"}, []string{"127.0.0.1:1"}},
		{
			"an address that others reach",
			[]string{"--store", fresh(), "--listen", "0.0.0.0:0", "--tokens", fresh()[5:]},
			[]string{"--public-read", "entente token create", "--listen 127.0.0.1:8080"},
		},
		{"a file of tokens that is damaged", []string{"--store", fresh(), "--tokens", text}, []string{"notes.txt"}},
		{"an issuer without an audience", []string{"--store", fresh(), "--oidc-issuer", "https://id.example"}, []string{"--oidc-audience"}},
		{"an unknown flag", []string{"--stor", "x"}, []string{"--stor"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			cmd := program(t, append([]string{"--listen", "127.0.0.1:0"}, tt.args...)...)
			output, err := cmd.CombinedOutput()
			if cmd.ProcessState.ExitCode() <= 0 {
				t.Errorf("ended with %v, want an exit code above 0", err)
			}
			for _, want := range tt.want {
				if !strings.Contains(string(output), want) {
					t.Errorf("said %q, want %q in it", output, want)
				}
			}
			if strings.Contains(string(output), "goroutine") {
				t.Errorf("showed a stack: %q", output)
			}
		})
	}
}

// storeOf returns the path of the store that a process was started with.
func storeOf(p *process) string {
	for _, arg := range p.Cmd.Args {
		if path, ok := strings.CutPrefix(arg, "file:"); ok {
			return path
		}
	}
	p.t.Fatal("the process has no store")
	return ""
}

// TestATokenIsMadeAndRevokedWhileTheServerRuns begins with a server that nobody may read
// from, and that holds the file of its store.
func TestATokenIsMadeAndRevokedWhileTheServerRuns(t *testing.T) {
	folder := t.TempDir()
	tokens := filepath.Join(folder, "tokens.json")
	p := start(t, "--store", "file:"+filepath.Join(folder, "entente.db"), "--tokens", tokens, "--no-public-read")
	for path, want := range map[string]int{
		"/": http.StatusOK, "/playground": http.StatusOK, "/queries": http.StatusOK, "/healthz": http.StatusOK, "/readyz": http.StatusOK,
		"/schema.graphqls": http.StatusOK, "/formats": http.StatusOK, "/export?format=jsonl": http.StatusUnauthorized,
	} {
		if status, body := p.get(path); status != want {
			t.Errorf("GET %s without a token: got %d %.80q, want %d", path, status, body, want)
		}
	}
	made, err := program(t, "token", "create", "ann", "--role", "reader", "--tokens", tokens).Output()
	if err != nil {
		t.Fatal(err)
	}
	read := func() int {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, p.URL+"/export?format=jsonl", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer "+strings.TrimSpace(string(made)))
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		return response.StatusCode
	}
	becomes := func(want int, why string) {
		t.Helper()
		for range 100 { // within a second
			if read() == want {
				return
			}
			time.Sleep(50 * time.Millisecond)
		}
		t.Errorf("%s: got %d after 5 seconds, want %d", why, read(), want)
	}
	becomes(http.StatusOK, "a token that was made")
	for _, path := range []string{"/export?token=", "/graphql?access_token=", "/?token=", "/nothing/"} {
		p.get(path + strings.TrimSpace(string(made))) // by mistake
	}
	if output, err := program(t, "token", "revoke", "ann", "--tokens", tokens).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	becomes(http.StatusUnauthorized, "the token when it is revoked")
	p.Stop(t)
	if strings.Contains(p.Log(), string(made[20:40])) {
		t.Errorf("the log has the token:\n%s", p.Log())
	}
}

// TestNoFormOfABrowserChangesAnything sends what a page of another site can send without
// being let: forms and texts, with the marks that browsers put on them and without.
func TestNoFormOfABrowserChangesAnything(t *testing.T) {
	p := start(t, "--store", "file:"+filepath.Join(t.TempDir(), "entente.db"))
	before := p.query(`{claim(id: "c01") {id version} node(id: "forged") {id}}`)
	mutation := `{"query": "mutation {retract(input: {id: \"c01\"}) {id}}"}`
	file := "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.yaml\"\r\n\r\n" +
		"sources: [{id: forged, title: Forged}]\r\n--x--\r\n"
	for path, bodies := range map[string]map[string]string{
		"/graphql": {
			"text/plain": mutation, "": mutation, "multipart/form-data; boundary=x": file,
			"application/x-www-form-urlencoded": "query=mutation{retract(input:{id:\"c01\"}){id}}",
		},
		"/import":       {"multipart/form-data; boundary=x": file, "text/plain": file, "": file},
		"/undo?batch=x": {"text/plain": "", "": "", "application/x-www-form-urlencoded": "batch=x"},
	} {
		for contentType, body := range bodies {
			for _, marks := range []map[string]string{
				{}, {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}, {"Origin": "null"},
			} {
				want := http.StatusForbidden
				switch {
				case len(marks) > 0:
				case path == "/graphql":
					want = http.StatusUnsupportedMediaType
				default:
					want = http.StatusUnauthorized
				}
				if got := p.post(path, contentType, body, marks); got != want {
					t.Errorf("POST %s of %q with %v: got %d, want %d", path, contentType, marks, got, want)
				}
			}
		}
	}
	if after := p.query(`{claim(id: "c01") {id version} node(id: "forged") {id}}`); after != before || !strings.Contains(after, `"id":"c01"`) {
		t.Errorf("before: %s, after: %s, want no change", before, after)
	}
}

// post sends a body without a token, and returns the status.
func (p *process) post(path, contentType, body string, headers map[string]string) int {
	p.t.Helper()
	request, err := http.NewRequestWithContext(p.t.Context(), http.MethodPost, p.URL+path, strings.NewReader(body))
	if err != nil {
		p.t.Fatal(err)
	}
	if contentType != "" {
		request.Header.Set("Content-Type", contentType)
	}
	for name, value := range headers {
		request.Header.Set(name, value)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		p.t.Fatal(err)
	}
	response.Body.Close()
	return response.StatusCode
}

func TestTheAccessLogNamesWhoAndWhatAndNoSecret(t *testing.T) {
	p := start(t, "--access-log=all", "--store", "file:"+filepath.Join(t.TempDir(), "entente.db"))
	p.query(`query Camps {entity(id: "sdf") {id name(language: "hidden")}}`)
	p.query(`query Nothing {entity(id: "h i d d e n") {id}}`)
	p.get("/export?format=hidden")
	p.Stop(t)
	log := p.Log()
	for _, want := range []string{
		`"route":"/graphql","status":`, `"user":"admin","kind":"query","operation":"Nothing","codes":"BAD_USER_INPUT"`,
		`"path":"/export","route":"GET /export","status":400`,
	} {
		if !strings.Contains(log, want) {
			t.Errorf("the log has %s\nwant %s in it", log, want)
		}
	}
	for _, secret := range []string{"hidden", "h i d", "secret", "Bearer"} {
		if strings.Contains(log, secret) {
			t.Errorf("the log has %s\nwant no %q in it", log, secret)
		}
	}
}

func TestHelpTellsDefaultsAndVariables(t *testing.T) {
	cmd := program(t, "serve", "--help")
	cmd.Env = append(cmd.Env, "COLUMNS=200")
	output, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("--help ended with %v, want exit code 0", err)
	}
	for _, want := range []string{
		"127.0.0.1:8080", "file:./data/entente.db", "default: true", "default: none",
		"$ENTENTE_LISTEN", "$ENTENTE_TRUSTED_PROXY", "$ENTENTE_LIMIT_IMPORT", "default: X-Forwarded-For", "$ENTENTE_STORE",
		"$ENTENTE_ADMIN_TOKEN", "NEO4J_PASSWORD", "$ENTENTE_TOKENS", "$ENTENTE_PUBLIC_READ", "$ENTENTE_OIDC_ISSUER",
		"$ENTENTE_OIDC_AUDIENCE", "$ENTENTE_OIDC_ROLE_CLAIM",
	} {
		if !strings.Contains(strings.Join(strings.Fields(string(output)), " "), want) {
			t.Errorf("--help says %s\nwant %q in it", output, want)
		}
	}
	if strings.Contains(string(output), "secret") {
		t.Errorf("--help shows the token: %s", output)
	}
}

// TestAMethodThatAPathDoesNotTakeIsRefusedWithThoseThatItDoes asks each path in a way that
// it does not take, and one that there is not.
func TestAMethodThatAPathDoesNotTakeIsRefusedWithThoseThatItDoes(t *testing.T) {
	p := start(t, "--store", "file:"+filepath.Join(t.TempDir(), "entente.db"), "--no-seed")
	for _, tt := range []struct {
		method, path string
		status       int
		allow        string
	}{
		{"DELETE", "/export", 405, "GET, HEAD"},
		{"GET", "/import", 405, "POST"},
		{"GET", "/backup", 405, "POST"},
		{"POST", "/healthz", 405, "GET, HEAD"},
		{"POST", "/", 405, "GET, HEAD"},
		{"PUT", "/graphql", 405, "OPTIONS, GET, POST"},
		{"GET", "/nothing", 404, ""},
		{"GET", "/assets", 404, ""},
	} {
		request, err := http.NewRequestWithContext(t.Context(), tt.method, p.URL+tt.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if got := response.Header.Get("Allow"); response.StatusCode != tt.status || got != tt.allow {
			t.Errorf("%s %s: got %d, Allow %q; want %d, %q", tt.method, tt.path, response.StatusCode, got, tt.status, tt.allow)
		}
	}
}

// TestFlagsThatMakeNoSenseAreRefusedAtStart starts nothing.
func TestFlagsThatMakeNoSenseAreRefusedAtStart(t *testing.T) {
	for flags, want := range map[string]string{
		"--limit-depth=0":                  "--limit-depth: `0`: lets nothing through; give more than 0",
		"--limit-timeout=-1s":              "--limit-timeout: `-1s`: lets nothing through",
		"--limit-cost=many":                "--limit-cost: expected a valid",
		"--limit-imports=0":                "--limit-imports",
		"--read-timeout=0s":                "--read-timeout: give more than 0",
		"--queue=-1":                       "--queue: give 0 or more",
		"--rate=NaN":                       "--rate: give 0 or more",
		"--cache-max-age=-1s":              "--cache-max-age: `-1s`",
		"--trusted-documents=nowhere.json": "read the trusted documents in nowhere.json",
		"--trusted-documents-for=nobody":   "must be one of",
	} {
		cmd := program(t, flags)
		cmd.Dir = t.TempDir()
		output, err := cmd.CombinedOutput()
		if err == nil || !strings.Contains(string(output), want) {
			t.Errorf("%s: got error %v and\n%s\nwant one with %q", flags, err, output, want)
		}
	}
}

func TestMetricsAndLogsAreServedAsAsked(t *testing.T) {
	p := start(t, "--store", "file:"+filepath.Join(t.TempDir(), "entente.db"),
		"--metrics-listen", "127.0.0.1:0", "--profile", "--log-format", "json", "--log-level", "info")
	p.query(`{entity(id: "sdf") {name}}`)
	p.get("/nowhere")
	response, err := http.Get(p.Metrics)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	metrics, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`entente_http_requests_total{endpoint="/graphql",method="POST",status="200"} 1`,
		`entente_http_requests_total{endpoint="none",method="GET",status="404"} 1`,
		`entente_graphql_operations_total{code="OK",type="query"} 1`,
		`entente_graphql_field_duration_seconds_count{field="entity"} 1`,
		`entente_store_rows_total{method="Apply"}`, "entente_store_up 1", "entente_requests_queued 0", "entente_build_info{", "go_goroutines",
	} {
		if !strings.Contains(string(metrics), want) {
			t.Errorf("the metrics lack %s", want)
		}
	}
	for _, path := range []string{"/metrics", "/debug/pprof/"} {
		if status, body := p.get(path); status == http.StatusOK && !strings.Contains(body, "<html") {
			t.Errorf("GET %s at the address of the API = %d %.80q, want no metrics", path, status, body)
		}
	}
	p.Stop(t)
}

// TestTheProgramIsBackedUpWhileItServes backs a server up, restores that and checks it.
func TestTheProgramIsBackedUpWhileItServes(t *testing.T) {
	folder := t.TempDir()
	// Observed, so that what the store can do is found through what counts its calls.
	p := start(t, "--store", "file:"+filepath.Join(folder, "entente.db"), "--metrics-listen", "127.0.0.1:0")
	backup, restored := filepath.Join(folder, "backup.db"), "file:"+filepath.Join(folder, "restored.db")
	for _, tt := range []struct {
		words []string
		want  string
	}{
		{[]string{"--version"}, "entente "},
		{[]string{"backup", backup, "--server", p.URL}, backup + " holds the graph up to change "},
		{[]string{"restore", backup, "--store", restored}, restored + " holds the graph up to change "},
		{[]string{"check", "-q", "--store", restored}, "no findings in "},
	} {
		cmd := program(t, tt.words...)
		cmd.Env = append(cmd.Env, "ENTENTE_TOKEN=secret")
		if out, err := cmd.CombinedOutput(); err != nil || !strings.HasPrefix(string(out), tt.want) {
			t.Errorf("entente %s: got %q, %v, want %q", tt.words, out, err, tt.want)
		}
	}
	p.Stop(t)
}
