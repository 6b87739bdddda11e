package load

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"time"
)

// A Message is a request over HTTP and a test of its answer.
type Message struct {
	// Path is the part of the address after the host.
	Path string
	// Body is sent by POST as JSON; without one the request is a GET.
	Body []byte
	// Header are lines such as "Authorization: Bearer …".
	Header []string
	// Check tests the body of an answer of status 200; nil takes any. The body is
	// overwritten by the next answer.
	Check func(body []byte) error
}

// An HTTPClient sends messages over one connection that it keeps. It does no more than
// that: on the machine of the server it measures, a client of net/http would take as much
// of the processors as the server.
type HTTPClient struct {
	host    string
	message func(i int) Message
	conn    net.Conn
	in      *bufio.Reader
	out     []byte
	body    bytes.Buffer
}

// OpenHTTP connects to a host, such as "127.0.0.1:8080"; message returns what is sent as
// operation i.
func OpenHTTP(host string, message func(i int) Message) (*HTTPClient, error) {
	conn, err := net.DialTimeout("tcp", host, 5*time.Second)
	if err != nil {
		return nil, err
	}
	return &HTTPClient{
		host: host, message: message, conn: conn, in: bufio.NewReaderSize(conn, 64<<10),
	}, nil
}

// answerWithin is how long an answer may take before a run is given up.
const answerWithin = 30 * time.Second

// Do sends message i and reads its answer, which has to have status 200.
func (c *HTTPClient) Do(_ context.Context, i int) error {
	m := c.message(i)
	c.out = m.append(c.out[:0], c.host)
	if err := c.conn.SetDeadline(time.Now().Add(answerWithin)); err != nil {
		return err
	}
	if _, err := c.conn.Write(c.out); err != nil {
		return err
	}
	answer, err := http.ReadResponse(c.in, nil)
	if err != nil {
		return err
	}
	defer func() { _ = answer.Body.Close() }() // it is read to its end
	c.body.Reset()
	if _, err := c.body.ReadFrom(answer.Body); err != nil {
		return err
	}
	body := c.body.Bytes()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("status %d: %s", answer.StatusCode, bytes.TrimSpace(body[:min(len(body), 500)]))
	}
	if m.Check == nil {
		return nil
	}
	return m.Check(body)
}

// append writes the request of a message.
func (m Message) append(out []byte, host string) []byte {
	method := http.MethodGet
	if m.Body != nil {
		method = http.MethodPost
	}
	out = fmt.Appendf(out, "%s %s HTTP/1.1\r\nHost: %s\r\n", method, m.Path, host)
	for _, line := range m.Header {
		out = fmt.Appendf(out, "%s\r\n", line)
	}
	if m.Body != nil {
		out = fmt.Appendf(out, "Content-Type: application/json\r\nContent-Length: %d\r\n", len(m.Body))
	}
	out = append(out, "\r\n"...)
	return append(out, m.Body...)
}

// Close ends the connection.
func (c *HTTPClient) Close() error { return c.conn.Close() }
