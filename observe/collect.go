package observe

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"entente/kg"
)

// patience is how long the store may take to answer whoever reads metrics.
const patience = 2 * time.Second

// Watch shows the state of a store whenever metrics are read. It is asked as it is, so
// that looking at it does not count as using it.
func (o *Observer) Watch(s kg.Store) { o.registry.MustRegister(state{s}) }

// A state is that of a store.
type state struct{ store kg.Store }

// Describe tells Prometheus which metrics there may be.
func (state) Describe(to chan<- *prometheus.Desc) {
	for _, m := range []metric{
		storeUp, logSequence, lastRecorded, fileSize, walSize, diskFree, poisoned, readers, readersBusy,
		cacheHits, cacheMisses,
	} {
		to <- m.describe()
	}
}

// Collect asks the store. What it cannot tell is left out.
func (s state) Collect(to chan<- prometheus.Metric) {
	tell := func(m metric, value float64) {
		to <- prometheus.MustNewConstMetric(m.describe(), m.valueType(), value)
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if last, err := s.store.Last(ctx, kg.View{Restricted: true}); err == nil {
		tell(storeUp, 1)
		tell(logSequence, float64(last.Sequence))
		if last.Sequence > 0 {
			tell(lastRecorded, float64(last.RecordedAt.Time().UnixMilli())/1000)
		}
	} else {
		tell(storeUp, 0)
	}
	measurer, ok := kg.Ability[kg.Measurer](s.store)
	if !ok {
		return
	}
	m := measurer.Measure()
	tell(fileSize, float64(m.FileBytes))
	tell(walSize, float64(m.WALBytes))
	if m.FreeBytes >= 0 {
		tell(diskFree, float64(m.FreeBytes))
	}
	tell(poisoned, truth(m.Poisoned))
	tell(readers, float64(m.Readers))
	tell(readersBusy, float64(m.ReadersBusy))
	tell(cacheHits, float64(m.CacheHits))
	tell(cacheMisses, float64(m.CacheMisses))
}

// truth is 1 or 0.
func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
