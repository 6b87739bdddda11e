package gate

import (
	"errors"
	"fmt"
	"net/netip"
	"runtime"
	"strings"
	"time"

	"github.com/alecthomas/kong"
)

// Options are the flags of the gate. Their defaults stand in their tags and nowhere else.
type Options struct {
	ReadHeaderTimeout time.Duration `help:"Time in which the head of a request arrives (default: ${default})." default:"5s" env:"ENTENTE_READ_HEADER_TIMEOUT"`                                                                                                                                              //nolint:lll // a struct tag
	ReadTimeout       time.Duration `help:"Time in which a request arrives; an import has 30s for each piece (default: ${default})." default:"10s" env:"ENTENTE_READ_TIMEOUT"`                                                                                                                              //nolint:lll // a struct tag
	WriteTimeout      time.Duration `help:"Time in which a request is answered; a file has 30s for each piece, an event 10s (default: ${default})." default:"30s" env:"ENTENTE_WRITE_TIMEOUT"`                                                                                                              //nolint:lll // a struct tag
	IdleTimeout       time.Duration `help:"Time for which a connection waits for the next request (default: ${default})." default:"120s" env:"ENTENTE_IDLE_TIMEOUT"`                                                                                                                                        //nolint:lll // a struct tag
	MaxHeader         int           `help:"Bytes of the head of a request (default: ${default})." default:"16384" env:"ENTENTE_MAX_HEADER"`                                                                                                                                                                 //nolint:lll // a struct tag
	Grace             time.Duration `help:"Time that requests in flight have to end when the server is stopped (default: ${default})." default:"15s" env:"ENTENTE_GRACE"`                                                                                                                                   //nolint:lll // a struct tag
	TLSCert           string        `name:"tls-cert" help:"File of the certificate, its chain after it, to serve HTTPS; read again when it changes (default: none)." env:"ENTENTE_TLS_CERT" placeholder:"FILE" group:"TLS:"`                                                                                //nolint:lll // a struct tag
	TLSKey            string        `name:"tls-key" help:"File of the key of the certificate (default: none)." env:"ENTENTE_TLS_KEY" placeholder:"FILE" group:"TLS:"`                                                                                                                                       //nolint:lll // a struct tag
	HSTS              time.Duration `name:"hsts" help:"For how long browsers, once they came by HTTPS, come by nothing else; 0 does not say so (default: ${default})." default:"24h" env:"ENTENTE_HSTS" group:"TLS:"`                                                                                       //nolint:lll // a struct tag
	AllowedHost       []string      `help:"Name by which the server is asked. On loopback others are refused, which keeps pages of other sites out; on other addresses, once one is named. May be repeated (default: none)." env:"ENTENTE_ALLOWED_HOST" placeholder:"NAME" group:"Who may ask from where:"` //nolint:lll // a struct tag
	CORSOrigin        []string      `name:"cors-origin" help:"Origin whose pages may ask, such as https://maps.example.org; * lets all of them read, without tokens. May be repeated (default: none)." env:"ENTENTE_CORS_ORIGIN" placeholder:"ORIGIN" group:"Who may ask from where:"`                      //nolint:lll // a struct tag
	TrustedProxy      []Network     `help:"Address or network of a proxy that is believed about who is behind it. May be repeated (default: none)." env:"ENTENTE_TRUSTED_PROXY" placeholder:"CIDR" group:"Who may ask from where:"`                                                                         //nolint:lll // a struct tag
	ForwardedHeader   string        `help:"Header by which trusted proxies say who is behind them: ${enum} (default: ${default})." enum:"X-Forwarded-For, Forwarded" default:"X-Forwarded-For" env:"ENTENTE_FORWARDED_HEADER" group:"Who may ask from where:"`                                              //nolint:lll // a struct tag
	Rate              float64       `help:"Requests a second of one address (IPv6: of one /64), or, once it is past them, of one token; 0 does not count (default: ${default})." default:"50" env:"ENTENTE_RATE" group:"How often and how much at once:"`                                                   //nolint:lll // a struct tag
	Burst             int           `help:"Requests that may come at once after a pause (default: ${default})." default:"200" env:"ENTENTE_BURST" group:"How often and how much at once:"`                                                                                                                  //nolint:lll // a struct tag
	Concurrency       int           `help:"Operations that run at once; 0 is 4 for each core (default: ${default})." default:"0" env:"ENTENTE_CONCURRENCY" group:"How often and how much at once:"`                                                                                                         //nolint:lll // a struct tag
	Queue             int           `help:"Operations that wait for others to end (default: ${default})." default:"100" env:"ENTENTE_QUEUE" group:"How often and how much at once:"`                                                                                                                        //nolint:lll // a struct tag
	QueueWait         time.Duration `help:"Time for which an operation waits at most (default: ${default})." default:"2s" env:"ENTENTE_QUEUE_WAIT" group:"How often and how much at once:"`                                                                                                                 //nolint:lll // a struct tag
	ClientRequests    int           `help:"Operations of one address that run, wait or arrive at once; 0 is a quarter of those that may run and wait (default: ${default})." default:"0" env:"ENTENTE_CLIENT_REQUESTS" group:"How often and how much at once:"`                                             //nolint:lll // a struct tag
	ClientStreams     int           `help:"Connections for subscriptions of one address at once (default: ${default})." default:"20" env:"ENTENTE_CLIENT_STREAMS" group:"How often and how much at once:"`                                                                                                  //nolint:lll // a struct tag
	Exports           int           `help:"Exports at once, of which one address has half at most (default: ${default})." default:"8" env:"ENTENTE_EXPORTS" group:"How often and how much at once:"`                                                                                                        //nolint:lll // a struct tag
	MaxConnections    int           `help:"Connections at once (default: ${default})." default:"2000" env:"ENTENTE_MAX_CONNECTIONS" group:"How often and how much at once:"`                                                                                                                                //nolint:lll // a struct tag
	ClientConnections int           `help:"Connections of one address at once, unless it is a trusted proxy (default: ${default})." default:"200" env:"ENTENTE_CLIENT_CONNECTIONS" group:"How often and how much at once:"`                                                                                 //nolint:lll // a struct tag
	AccessLog         string        `help:"Requests to write into the log: ${enum} (default: ${default})." enum:"off, errors, all" default:"errors" env:"ENTENTE_ACCESS_LOG" group:"Observation:"`                                                                                                          //nolint:lll // a struct tag
}

// DefaultOptions returns the options that hold unless a flag says otherwise.
func DefaultOptions() Options {
	var o Options
	if err := kong.ApplyDefaults(&o); err != nil {
		panic(err) // a tag of ours is wrong
	}
	return o
}

// Validate refuses what nothing would get through, and times without an end, by the names
// of the flags; kong calls it. Where 0 has a meaning, the help says which.
func (o *Options) Validate() error {
	var errs []error
	for _, f := range []struct {
		flag         string
		given, least int64
	}{
		{"read-header-timeout", int64(o.ReadHeaderTimeout), 1},
		{"read-timeout", int64(o.ReadTimeout), 1},
		{"write-timeout", int64(o.WriteTimeout), 1},
		{"idle-timeout", int64(o.IdleTimeout), 1},
		{"max-header", int64(o.MaxHeader), 1},
		{"grace", int64(o.Grace), 0},
		{"hsts", int64(o.HSTS), 0},
		{"burst", int64(o.Burst), 1},
		{"concurrency", int64(o.Concurrency), 0},
		{"queue", int64(o.Queue), 0},
		{"queue-wait", int64(o.QueueWait), 0},
		{"client-requests", int64(o.ClientRequests), 0},
		{"client-streams", int64(o.ClientStreams), 1},
		{"exports", int64(o.Exports), 1},
		{"max-connections", int64(o.MaxConnections), 1},
		{"client-connections", int64(o.ClientConnections), 1},
	} {
		switch {
		case f.given >= f.least:
		case f.least > 0:
			errs = append(errs, fmt.Errorf("--%s: give more than 0", f.flag))
		default:
			errs = append(errs, fmt.Errorf("--%s: give 0 or more", f.flag))
		}
	}
	if !(o.Rate >= 0) { // also what is no number
		errs = append(errs, errors.New("--rate: give 0 or more"))
	}
	return errors.Join(errs...)
}

// concurrency returns how many operations run at once.
func (o *Options) concurrency() int {
	if o.Concurrency > 0 {
		return o.Concurrency
	}
	return 4 * runtime.GOMAXPROCS(0)
}

// clientRequests returns how many operations one client has in the server at once.
func (o *Options) clientRequests() int {
	if o.ClientRequests > 0 {
		return o.ClientRequests
	}
	return max(1, (o.concurrency()+o.Queue)/4)
}

// A Network is a range of addresses, written as CIDR or as one address.
type Network struct{ netip.Prefix }

// UnmarshalText reads a network.
func (n *Network) UnmarshalText(text []byte) (err error) {
	if strings.Contains(string(text), "/") {
		n.Prefix, err = netip.ParsePrefix(string(text))
	} else {
		var one netip.Addr
		one, err = netip.ParseAddr(string(text))
		n.Prefix = netip.PrefixFrom(one, one.BitLen())
	}
	return err
}
