package gate

import (
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"time"
)

// lookEvery is how often a handshake looks whether the certificate has changed.
const lookEvery = 3 * time.Second

// certificates are those in two files, which may change while the server runs.
type certificates struct {
	certFile, keyFile string
	log               *slog.Logger
	now               func() time.Time

	mu      sync.Mutex
	current *tls.Certificate
	// seen tells the files apart from others that come to be in their place.
	seen   string
	looked time.Time
}

// readCertificates reads a certificate and its key, which must fit and be valid now. It
// returns nil if none are named.
func readCertificates(
	certFile, keyFile string, log *slog.Logger, now func() time.Time,
) (*certificates, error) {
	if certFile == "" && keyFile == "" {
		return nil, nil //nolint:nilnil // it serves without
	}
	if certFile == "" || keyFile == "" {
		return nil, errors.New("HTTPS needs both --tls-cert and --tls-key")
	}
	c := &certificates{certFile: certFile, keyFile: keyFile, log: log, now: now}
	c.seen, c.looked = c.stamp(), now()
	var err error
	c.current, err = c.load()
	return c, err
}

// config returns how connections are encrypted.
func (c *certificates) config() *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: c.get}
}

// get returns the certificate for a connection that begins.
func (c *certificates) get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if now := c.now(); now.Sub(c.looked) >= lookEvery {
		c.looked = now
		c.refresh()
	}
	return c.current, nil
}

// refresh takes what has come to be in the files. What is not good is left, and told once.
func (c *certificates) refresh() {
	stamp := c.stamp()
	if stamp == c.seen {
		return
	}
	c.seen = stamp
	fresh, err := c.load()
	if err != nil {
		c.log.Warn("the new certificate is not good; the one before goes on", "error", err)
		return
	}
	c.current = fresh
	c.log.Info("took the new certificate", "until", fresh.Leaf.NotAfter)
}

// stamp is the size and the time of both files.
func (c *certificates) stamp() (stamp string) {
	for _, name := range []string{c.certFile, c.keyFile} {
		if info, err := os.Stat(name); err == nil {
			stamp += fmt.Sprintf("%d %d ", info.Size(), info.ModTime().UnixNano())
		}
	}
	return stamp
}

// load reads the files.
func (c *certificates) load() (*tls.Certificate, error) {
	pair, err := tls.LoadX509KeyPair(c.certFile, c.keyFile)
	if err != nil {
		return nil, fmt.Errorf("read the certificate %s and its key %s: %w; "+
			"--tls-cert and --tls-key name PEM files that belong together", c.certFile, c.keyFile, err)
	}
	const day = "2006-01-02 15:04 MST"
	switch now := c.now(); {
	case now.After(pair.Leaf.NotAfter):
		return nil, fmt.Errorf("the certificate %s was valid until %s: renew it",
			c.certFile, pair.Leaf.NotAfter.Format(day))
	case now.Before(pair.Leaf.NotBefore):
		return nil, fmt.Errorf("the certificate %s is not valid before %s: see to the clock, or use another",
			c.certFile, pair.Leaf.NotBefore.Format(day))
	}
	return &pair, nil
}
