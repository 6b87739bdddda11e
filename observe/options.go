package observe

import (
	"net"

	"entente/kg"
)

// Options say what is shown, and where. That of traces is told by the variables of
// OpenTelemetry, such as OTEL_EXPORTER_OTLP_ENDPOINT.
type Options struct {
	MetricsListen string `help:"Address of its own at which metrics are served at /metrics, such as 127.0.0.1:9464 (default: none). Whoever reaches it can read them." env:"ENTENTE_METRICS_LISTEN" placeholder:"HOST:PORT"` //nolint:lll // a struct tag
	Profile       bool   `help:"Serve profiles of the running program at /debug/pprof/ of --metrics-listen (default: ${default})." default:"false" env:"ENTENTE_PROFILE"`                                                    //nolint:lll // a struct tag
	LogLevel      string `help:"Least level of a log line that is written: ${enum} (default: ${default})." enum:"debug, info, warn, error" default:"info" env:"ENTENTE_LOG_LEVEL"`                                           //nolint:lll // a struct tag
	LogFormat     string `help:"Form of log lines: ${enum} (default: ${default}, which is text at a terminal and json elsewhere)." enum:"auto, text, json" default:"auto" env:"ENTENTE_LOG_FORMAT"`                          //nolint:lll // a struct tag
}

// Validate refuses what does not fit together; kong calls it.
func (o Options) Validate() error {
	if o.Profile && o.MetricsListen == "" {
		return &kg.InvalidError{
			Field: "--profile", Reason: "there is no address to serve profiles at",
			Accepted: "add --metrics-listen 127.0.0.1:9464",
		}
	}
	if o.MetricsListen == "" {
		return nil
	}
	if _, _, err := net.SplitHostPort(o.MetricsListen); err != nil {
		return &kg.InvalidError{
			Field: "--metrics-listen", Value: o.MetricsListen, Reason: "not an address",
			Accepted: "write HOST:PORT, such as 127.0.0.1:9464",
		}
	}
	return nil
}
