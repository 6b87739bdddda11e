package gate_test

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"entente/gate"
)

// A pair is a certificate for localhost and its key, in two files.
type pair struct{ cert, key string }

// newPair names files that do not exist yet.
func newPair(t *testing.T) pair {
	folder := t.TempDir()
	return pair{filepath.Join(folder, "cert.pem"), filepath.Join(folder, "key.pem")}
}

// write makes a certificate that is valid for a time from a moment on.
func (p pair) write(t *testing.T, serial int64, from time.Time, valid time.Duration) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(serial), NotBefore: from, NotAfter: from.Add(valid),
		DNSNames: []string{"localhost"}, IsCA: true, BasicConstraintsValid: true,
	}
	cert, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	writePEM(t, p.cert, "CERTIFICATE", cert)
	writePEM(t, p.key, "PRIVATE KEY", secret)
}

func writePEM(t *testing.T, path, kind string, bytes []byte) {
	t.Helper()
	if err := os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: bytes}), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestACertificateThatIsNotGoodIsRefusedAtTheStart(t *testing.T) {
	good, expired, early, other := newPair(t), newPair(t), newPair(t), newPair(t)
	good.write(t, 1, time.Now().Add(-time.Hour), 2*time.Hour)
	other.write(t, 2, time.Now().Add(-time.Hour), 2*time.Hour)
	expired.write(t, 3, time.Now().Add(-2*time.Hour), time.Hour)
	early.write(t, 4, time.Now().Add(time.Hour), time.Hour)
	tests := []struct {
		name, cert, key string
		want            []string
	}{
		{"no key", good.cert, "", []string{"--tls-cert", "--tls-key"}},
		{"no certificate", "", good.key, []string{"--tls-cert", "--tls-key"}},
		{"no file", "none.pem", good.key, []string{"none.pem", "no such file"}},
		{"the key of another", good.cert, other.key, []string{good.cert, "match", "belong together"}},
		{"what is over", expired.cert, expired.key, []string{expired.cert, "until", "renew"}},
		{"what is not yet", early.cert, early.key, []string{early.cert, "not valid before", "clock"}},
	}
	for _, tt := range tests {
		_, err := gate.New(gate.Config{Options: gate.Options{TLSCert: tt.cert, TLSKey: tt.key}})
		for _, want := range tt.want {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: got %v, want %q in it", tt.name, err, want)
			}
		}
	}
}

// An encrypted server has a clock that is moved by hand.
type encrypted struct {
	*served
	ahead atomic.Int64
}

// encrypt serves with a certificate that stands in files.
func encrypt(t *testing.T, p pair, behind http.HandlerFunc) *encrypted {
	t.Helper()
	s := new(encrypted)
	s.served = serve(t, behind, func(c *gate.Config) {
		c.TLSCert, c.TLSKey = p.cert, p.key
		c.Clock = func() time.Time { return time.Now().Add(time.Duration(s.ahead.Load())) }
	})
	return s
}

// connect opens a connection, and returns the number of the certificate that it is shown.
func (s *encrypted) connect() (net.Conn, int64) {
	s.Helper()
	config := &tls.Config{InsecureSkipVerify: true} //nolint:gosec // which it is, not who signed it, is tested
	conn, err := tls.Dial("tcp", s.address, config)
	if err != nil {
		s.Fatal(err)
	}
	s.Cleanup(func() { conn.Close() })
	return conn, conn.ConnectionState().PeerCertificates[0].SerialNumber.Int64()
}

func TestACertificateIsRenewedUnderLiveConnections(t *testing.T) {
	p := newPair(t)
	p.write(t, 1, time.Now().Add(-time.Hour), 2*time.Hour)
	s := encrypt(t, p, hello)
	live, _ := s.connect()
	steps := []struct {
		name   string
		change func()
		ahead  time.Duration
		want   int64
		log    string
	}{
		{"nothing changed", func() {}, 3 * time.Second, 1, ""},
		{"it changed, but nobody looks yet", func() { p.write(t, 22, time.Now().Add(-time.Hour), 2*time.Hour) }, 0, 1, ""},
		{"it is looked at", func() {}, 3 * time.Second, 22, "took the new certificate"},
		{"the key is missing", func() { _ = os.Remove(p.key) }, 3 * time.Second, 22, "not good"},
		{"the new one is over", func() { p.write(t, 333, time.Now().Add(-2*time.Hour), time.Hour) }, 3 * time.Second, 22, "renew"},
		{"no certificate", func() { _ = os.WriteFile(p.cert, []byte("none"), 0o600) }, 3 * time.Second, 22, "PEM"},
		{"still none", func() {}, 3 * time.Second, 22, ""},
		{"a good one again", func() { p.write(t, 4444, time.Now().Add(-time.Hour), 2*time.Hour) }, 3 * time.Second, 4444, "took the new certificate"},
	}
	for _, step := range steps {
		s.log.Reset()
		step.change()
		s.ahead.Add(int64(step.ahead))
		if _, got := s.connect(); got != step.want {
			t.Errorf("%s: got certificate %d, want %d", step.name, got, step.want)
		}
		if got := s.log.String(); step.log == "" && got != "" || !strings.Contains(got, step.log) {
			t.Errorf("%s: the log has %q, want %q", step.name, got, step.log)
		}
	}
	if _, err := io.WriteString(live, "GET / HTTP/1.1\r\nHost: x\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	answer, err := http.ReadResponse(bufio.NewReader(live), nil)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Errorf("a connection from before: got %v, %v; want its answer", answer, err)
	}
}

func TestServingByTLSSpeaksHTTP2AndSaysHSTS(t *testing.T) {
	p := newPair(t)
	p.write(t, 1, time.Now().Add(-time.Hour), 2*time.Hour)
	s := encrypt(t, p, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		_, _ = io.WriteString(w, r.Proto+"\n")
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done() // a stream goes on
	})
	client := &http.Client{Transport: &http.Transport{
		TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, ForceAttemptHTTP2: true, //nolint:gosec // see connect
	}}
	for host, want := range map[string]string{"graph.example": "max-age=86400", "localhost:8443": ""} {
		ctx, cancel := context.WithCancel(t.Context())
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://"+s.address+"/", http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		r.Host = host
		answer, err := client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		line, err := bufio.NewReader(answer.Body).ReadString('\n')
		if err != nil || line != "HTTP/2.0\n" {
			t.Errorf("got %q, %v; want the first event at once, by HTTP/2.0", line, err)
		}
		if got := answer.Header.Get("Strict-Transport-Security"); got != want {
			t.Errorf("HSTS at %s: got %q, want %q", host, got, want)
		}
		cancel()
		answer.Body.Close()
	}
	client.CloseIdleConnections()
	if s.Scheme() != "https" {
		t.Errorf("the address begins with %s, want https", s.Scheme())
	}
}

func TestOldTLSIsRefused(t *testing.T) {
	p := newPair(t)
	p.write(t, 1, time.Now().Add(-time.Hour), 2*time.Hour)
	s := encrypt(t, p, hello)
	for version, want := range map[uint16]bool{tls.VersionTLS11: false, tls.VersionTLS12: true, tls.VersionTLS13: true} {
		config := &tls.Config{InsecureSkipVerify: true, MinVersion: tls.VersionTLS10, MaxVersion: version} //nolint:gosec // an old client
		conn, err := tls.Dial("tcp", s.address, config)
		if got := err == nil; got != want {
			t.Errorf("%s: let in: got %v, want %v", tls.VersionName(version), got, want)
		}
		if err == nil {
			conn.Close()
		}
	}
}
