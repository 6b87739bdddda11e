package cluster

// checkWrites counts how often the log has each tie that was ended.
func (h *Heard) checkWrites(log []event, ties []string) {
	h.Entries = len(log)
	times := make(map[string]int, len(ties))
	for _, e := range log {
		times[e.Record]++
	}
	for _, tie := range ties {
		switch n := times[tie]; {
		case n == 0:
			h.WritesLost++
		case n > 1:
			h.WritesDoubled++
		}
	}
}

// compare counts in what one subscriber's events differ from the log.
func (h *Heard) compare(log, heard []event) {
	h.Events += len(heard)
	place := make(map[string]int, len(log))
	for i, e := range log {
		place[e.Cursor] = i
	}
	seen, latest := make([]bool, len(log)), -1
	for _, e := range heard {
		i, known := place[e.Cursor]
		switch {
		case !known || log[i] != e:
			h.Unknown++
			continue
		case seen[i]:
			h.Doubled++
		case i < latest:
			h.Disordered++
		}
		seen[i], latest = true, max(latest, i)
	}
	for _, was := range seen {
		if !was {
			h.Lost++
		}
	}
}
