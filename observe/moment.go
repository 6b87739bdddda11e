package observe

import "time"

// A moment is a time since the process began. It costs half of what [time.Now] does.
type moment time.Duration

var epoch = time.Now()

// now returns the present moment.
func now() moment { return moment(time.Since(epoch)) }

// seconds returns how long ago m was.
func (m moment) seconds() float64 { return time.Duration(now() - m).Seconds() }
