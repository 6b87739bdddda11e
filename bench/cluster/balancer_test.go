package cluster

import (
	"fmt"
	"io"
	"net"
	"slices"
	"testing"
)

// say serves a name to who connects and has said all it had to say, and then that.
func say(t *testing.T, name string) (host string, leave func()) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	leave = func() { _ = listener.Close() } // again, where it has left
	t.Cleanup(leave)
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			heard, err := io.ReadAll(conn)
			if err != nil {
				t.Error(err)
			}
			_, _ = fmt.Fprintf(conn, "%s heard %s", name, heard) // who left is told nothing
			_ = conn.Close()
		}
	}()
	return listener.Addr().String(), leave
}

// tell connects to a host, says something, and returns the answer, which is empty where the
// connection breaks off.
func tell(t *testing.T, host, text string) string {
	t.Helper()
	conn, err := net.Dial("tcp", host)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }() // the answer was read
	_, _ = io.WriteString(conn, text)
	_ = conn.(*net.TCPConn).CloseWrite()
	answer, _ := io.ReadAll(conn)
	return string(answer)
}

func TestConnectionsGoToEachServerInTurnAndPastThoseThatAreGone(t *testing.T) {
	var hosts []string
	var leave [3]func()
	for i, name := range []string{"a", "b", "c"} {
		host, left := say(t, name)
		hosts, leave[i] = append(hosts, host), left
	}
	b, err := balance(hosts)
	if err != nil {
		t.Fatal(err)
	}
	defer b.close()
	ask := func(n int) (answers []string) {
		for range n {
			answers = append(answers, tell(t, b.listener.Addr().String(), "x"))
		}
		return answers
	}
	if got, want := ask(4), []string{"a heard x", "b heard x", "c heard x", "a heard x"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	leave[1]()
	if got, want := ask(3), []string{"c heard x", "c heard x", "a heard x"}; !slices.Equal(got, want) {
		t.Errorf("without b: got %q, want %q", got, want)
	}
	leave[0]()
	leave[2]()
	if got := ask(1); got[0] != "" {
		t.Errorf("without any server: got %q, want the connection closed", got)
	}
}

func TestABalancerThatClosesEndsConnectionsThatAreOpen(t *testing.T) {
	host, _ := say(t, "a")
	b, err := balance([]string{host})
	if err != nil {
		t.Fatal(err)
	}
	conn, err := net.Dial("tcp", b.listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }() // it is closed from the other side
	b.close()
	if answer, _ := io.ReadAll(conn); len(answer) != 0 {
		t.Errorf("got %q, want the connection closed", answer)
	}
}
