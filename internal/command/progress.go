package command

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"entente/transfer"
)

// A meter shows how far something is: on a terminal in one line that moves, otherwise
// by a line a second.
type meter struct {
	out      io.Writer
	terminal bool
	began    time.Time
	shown    time.Time
	width    int
}

func newMeter(e *Environment, quiet bool) *meter {
	if quiet {
		return nil
	}
	now := time.Now()
	return &meter{out: e.Err, terminal: e.Terminal, began: now, shown: now}
}

// show shows how far an import is.
func (m *meter) show(p transfer.Progress) {
	if m != nil && m.due() {
		m.line(progressText(p, m.shown.Sub(m.began)))
	}
}

// text shows a line.
func (m *meter) text(text string) {
	if m != nil && m.due() {
		m.line(text)
	}
}

// due reports whether it is time to show something again.
func (m *meter) due() bool {
	now, pause := time.Now(), time.Second
	if m.terminal {
		pause = 200 * time.Millisecond
	}
	if now.Sub(m.shown) < pause {
		return false
	}
	m.shown = now
	return true
}

func (m *meter) line(text string) {
	if !m.terminal {
		sayTo(m.out, "%s\n", text)
		return
	}
	sayTo(m.out, "\r%-*s", m.width, text)
	m.width = len(text)
}

// clear takes the line off the terminal.
func (m *meter) clear() {
	if m != nil && m.terminal && m.width > 0 {
		sayTo(m.out, "\r%s\r", strings.Repeat(" ", m.width))
		m.width = 0
	}
}

// progressText says how far an import is that began a while ago.
func progressText(p transfer.Progress, since time.Duration) string {
	text := fmt.Sprintf("%s records · %s/s", thousands(p.Records), thousands(int(float64(p.Records)/since.Seconds())))
	if p.Size > 0 && p.Read > 0 && p.Read <= p.Size {
		share := float64(p.Read) / float64(p.Size)
		text += fmt.Sprintf(" · %.0f %%", 100*share)
		if left := time.Duration(float64(since) * (1 - share) / share); share < 1 {
			text += fmt.Sprintf(" · %s left", left.Round(time.Second))
		}
	}
	return text
}

// thousands writes a number as people read it.
func thousands(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
