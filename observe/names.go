package observe

import "github.com/prometheus/client_golang/prometheus"

// prefix begins the names of all metrics that are ours.
const prefix = "entente_"

// A metric is what is measured under a name. Units are those of Prometheus: seconds and
// bytes. The values of each label are bounded, whatever clients send; see [bounded].
type metric struct {
	name   string
	kind   kind
	help   string
	labels []string
	// buckets makes it a histogram.
	buckets []float64
}

// The buckets of histograms, in seconds. Requests are told apart from 1 ms to 10 s; the
// fields of the root, of which there are many, only as fast, slow and too slow.
var (
	fine   = []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10}
	coarse = []float64{.01, .1, 1}
)

// A kind is one of Prometheus's.
type kind string

const (
	counter kind = "counter"
	gauge   kind = "gauge"
	timing  kind = "histogram"
)

// What is counted or timed as it happens.
var (
	httpRequests = metric{
		"http_requests_total", counter, "Requests answered, by endpoint, method and status.",
		[]string{"endpoint", "method", "status"},
		nil,
	}
	httpDuration = metric{
		"http_request_duration_seconds", timing,
		"Time from a request to the end of its answer, without WebSockets and event streams.",
		[]string{"endpoint"},
		fine,
	}
	httpInFlight = metric{
		"http_requests_in_flight", gauge, "Requests being answered now, streams included.", nil, nil,
	}
	operations = metric{
		"graphql_operations_total", counter,
		"GraphQL operations ended, by type (none: refused before it was known) and code of their" +
			" first error (OK: none).",
		[]string{"type", "code"},
		nil,
	}
	operationDuration = metric{
		"graphql_operation_duration_seconds", timing,
		"Time from a request to the answer to its operation, by type; subscriptions are left out.",
		[]string{"type"},
		fine,
	}
	stageDuration = metric{
		"graphql_stage_duration_seconds", timing,
		"Time to parse and to validate documents that were not kept, and to execute operations.",
		[]string{"stage"},
		fine,
	}
	fieldDuration = metric{
		"graphql_field_duration_seconds", timing,
		"Time to answer a field of the root with all below it, by its name in the schema.",
		[]string{"field"},
		coarse,
	}
	graphqlErrors = metric{
		"graphql_errors_total", counter, "Errors in GraphQL responses, by extensions.code.",
		[]string{"code"},
		nil,
	}
	limitsHit = metric{
		"graphql_limits_hit_total", counter, "Errors of code LIMIT_EXCEEDED, by what is limited.",
		[]string{"limit"},
		nil,
	}
	documents = metric{
		"graphql_documents_total", counter,
		"Documents asked for, by whether they were among those kept parsed (hit) or not (miss).",
		[]string{"cache"},
		nil,
	}
	subscriptions = metric{"graphql_subscriptions", gauge, "Subscriptions open now.", nil, nil}
	streams       = metric{
		"graphql_streams", gauge, "Clients connected for events now, by transport.",
		[]string{"transport"},
		nil,
	}
	events     = metric{"graphql_events_total", counter, "Events handed to subscriptions.", nil, nil}
	streamsCut = metric{
		"graphql_streams_cut_total", counter,
		"Clients cut off because they took too long for an event; what they had not got is dropped.",
		nil, nil,
	}
	refusals = metric{
		"requests_refused_total", counter,
		"Requests and connections turned away before they were looked at, by reason, such as rate or queue.",
		[]string{"reason"},
		nil,
	}
	queued = metric{
		"requests_queued", gauge, "Requests that wait for others to end before they begin.", nil, nil,
	}
	storeDuration = metric{
		"store_call_duration_seconds", timing,
		"Time of a call of the store, by method; All includes the time of who reads it.",
		[]string{"method"},
		fine,
	}
	storeErrors = metric{
		"store_errors_total", counter, "Calls of the store that failed, by method and code.",
		[]string{"method", "code"},
		nil,
	}
	storeAsked = metric{
		"store_questions_total", counter,
		"Ids, queries and probes that the store was asked for, and writes it was given, by method.",
		[]string{"method"},
		nil,
	}
	storeRows = metric{
		"store_rows_total", counter, "Rows that the store returned, by method.",
		[]string{"method"},
		nil,
	}
	storeVisited = metric{
		"store_rows_visited_total", counter,
		"Rows that the store read and showed to a filter, or returned without one, by method.",
		[]string{"method"},
		nil,
	}
	imports = metric{"imports", gauge, "Imports over HTTP under way.", nil, nil}

	importRecords = metric{
		"import_records_total", counter,
		"Records of imports over HTTP: read, as they are dealt with, and then what became of them.",
		[]string{"outcome"},
		nil,
	}
)

// What is asked for when metrics are read.
var (
	storeUp = metric{
		"store_up", gauge, "1 where the store answered within 2 s when metrics were read, else 0.",
		nil, nil,
	}
	logSequence = metric{
		"log_sequence", gauge, "Sequence number of the last entry of the log of changes.", nil, nil,
	}
	lastRecorded = metric{
		"log_last_recorded_timestamp_seconds", gauge, "When the last entry of the log was recorded.",
		nil, nil,
	}
	fileSize = metric{
		"store_file_size_bytes", gauge, "Size of the store's file (SQLite).", nil, nil,
	}
	walSize = metric{
		"store_wal_size_bytes", gauge, "Size of the write-ahead log beside the file (SQLite).", nil, nil,
	}
	diskFree = metric{
		"store_disk_free_bytes", gauge, "Room left for the store's file on its disk (SQLite).", nil, nil,
	}
	poisoned = metric{
		"store_poisoned", gauge,
		"1 where the disk failed a write, so that nothing is written until a restart (SQLite).", nil, nil,
	}
	readers = metric{
		"store_readers", gauge, "Connections that the store may read with (SQLite).", nil, nil,
	}
	readersBusy = metric{
		"store_readers_busy", gauge, "Connections that the store reads with now (SQLite).", nil, nil,
	}
	cacheHits = metric{
		"store_cache_hits_total", counter, "Records taken from the cache of decoded ones (SQLite).",
		nil, nil,
	}
	cacheMisses = metric{
		"store_cache_misses_total", counter, "Records that had to be read and decoded (SQLite).",
		nil, nil,
	}
	buildInfo = metric{
		"build_info", gauge, "1, with the version, the commit and the Go it was built with.",
		[]string{"version", "commit", "go"},
		nil,
	}
)

// A Described metric is one as its documentation has it.
type Described struct {
	Name, Kind, Help string
	Labels           []string
}

// Metrics describes every metric of ours, in the order of the documentation.
func Metrics() []Described {
	list := make([]Described, len(all))
	for i, m := range all {
		list[i] = Described{Name: m.fullName(), Kind: string(m.kind), Help: m.help, Labels: m.labels}
	}
	return list
}

// all are the metrics in the order of the documentation.
var all = []metric{
	httpRequests, httpDuration, httpInFlight, refusals, queued,
	operations, operationDuration, stageDuration, fieldDuration, graphqlErrors, limitsHit, documents,
	subscriptions, streams, events, streamsCut,
	storeUp, storeDuration, storeErrors, storeAsked, storeRows, storeVisited,
	fileSize, walSize, diskFree, poisoned, readers, readersBusy, cacheHits, cacheMisses,
	logSequence, lastRecorded, imports, importRecords, buildInfo,
}

// fullName is the name under which it is shown.
func (m metric) fullName() string { return prefix + m.name }

// valueType is the kind of what is told when metrics are read.
func (m metric) valueType() prometheus.ValueType {
	if m.kind == counter {
		return prometheus.CounterValue
	}
	return prometheus.GaugeValue
}

// describe returns m as Prometheus describes it.
func (m metric) describe() *prometheus.Desc {
	return prometheus.NewDesc(m.fullName(), m.help, m.labels, nil)
}

// counters, gauges and timings make m in a registry.
func (m metric) counters(r prometheus.Registerer) *prometheus.CounterVec {
	c := prometheus.NewCounterVec(
		prometheus.CounterOpts{Name: m.fullName(), Help: m.help}, m.labels)
	r.MustRegister(c)
	return c
}

func (m metric) gauges(r prometheus.Registerer) *prometheus.GaugeVec {
	g := prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: m.fullName(), Help: m.help}, m.labels)
	r.MustRegister(g)
	return g
}

func (m metric) timings(r prometheus.Registerer) *prometheus.HistogramVec {
	h := prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: m.fullName(), Help: m.help, Buckets: m.buckets,
	}, m.labels)
	r.MustRegister(h)
	return h
}
