package neo4j

import (
	"sync"

	"entente/kg"
)

// mostDecoded is how many decoded records are kept where memory has no limit that matters.
const mostDecoded = 50_000

// decodedWithin returns how many decoded records are kept under a limit of Go's memory in
// bytes: a quarter of it, at 4 KB each with their bodies, is theirs.
func decodedWithin(limit int64) int { return int(min(mostDecoded, limit/4/4096)) }

// A storedRecord is one as the database has it. What it is decoded to depends on nothing
// else, so that this never goes out of date, whoever writes.
type storedRecord struct {
	class   kg.Class
	body    string
	version int
	at      kg.RecordedTime
}

// A decoded keeps records that were decoded, since that takes longer than all else that a
// store does with what it reads. It holds the last ones in two halves. What is used goes
// into the young one; when that is full it becomes the old one, and what was not used in all
// that time goes.
type decoded struct {
	half       int
	mu         sync.Mutex
	young, old map[storedRecord]kg.Record
}

// newDecoded keeps so many records at most.
func newDecoded(most int) *decoded {
	return &decoded{half: most / 2, young: make(map[storedRecord]kg.Record)}
}

// entities returns the entities of an answer, none yet.
func (d *decoded) entities() entities { return entities{d, make(map[kg.ID]*kg.Entity)} }

// record returns a record by its class and [body, version, recordedFrom]. Others may have
// the same one.
func (d *decoded) record(class kg.Class, values []any) (kg.Record, error) {
	s := storedRecord{class: class}
	if err := scan(values, &s.body, &s.version, &s.at); err != nil {
		return nil, err
	}
	if r := d.kept(s); r != nil {
		return r, nil
	}
	r, err := kg.DecodeBody(class, []byte(s.body), s.version, s.at)
	if err != nil {
		return nil, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.keep(s, r)
	return r, nil
}

// kept returns a record that is kept, or nil.
func (d *decoded) kept(s storedRecord) kg.Record {
	d.mu.Lock()
	defer d.mu.Unlock()
	if r, ok := d.young[s]; ok {
		return r
	}
	r, ok := d.old[s]
	if ok {
		d.keep(s, r)
	}
	return r
}

// keep puts a record into the young half. It needs the lock.
func (d *decoded) keep(s storedRecord, r kg.Record) {
	if len(d.young) >= d.half {
		d.young, d.old = make(map[storedRecord]kg.Record), d.young
	}
	if d.half > 0 {
		d.young[s] = r
	}
}
