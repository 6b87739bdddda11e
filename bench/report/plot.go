package report

import (
	"bytes"
	"encoding/xml"
	"fmt"
)

// The measures of a plot, in pixels.
const (
	plotWidth  = 760
	labelWidth = 290
	barsWidth  = 270
	barHeight  = 22
	rowHeight  = 34
	topHeight  = 44
)

// A bar is one figure in a row of a plot.
type bar struct {
	value float64
	color string
	text  string
}

// The colors of bars: of what is Entente's, of others', and of quantiles, the largest
// lightest. They differ in lightness, so that they differ in print and to all eyes.
const (
	oursColor   = "#1f5fa8"
	othersColor = "#8a8f98"
	p95Color    = "#7fa9d6"
	p99Color    = "#c9dcf0"
)

// A row is one side in a plot. Its bars lie over one another, so the longest comes first.
type row struct {
	label string
	bars  []bar
}

// plotOf draws an experiment as SVG, or returns nil where it has no plot.
func plotOf(e Experiment) []byte {
	switch e.Plot {
	case "rate":
		return draw(e.Title, "requests a second; more is better", rateRows(e.Sides))
	case "latency":
		return draw(e.Title, "time until the answer: p50 dark, p95, p99 light; less is better",
			latencyRows(e.Sides))
	default:
		return nil
	}
}

func rateRows(sides []Side) []row {
	rows := make([]row, len(sides))
	for i, s := range sides {
		rows[i] = row{s.Name, []bar{{s.Rate, colorOf(s), Number(s.Rate)}}}
	}
	return rows
}

func latencyRows(sides []Side) []row {
	rows := make([]row, len(sides))
	for i, s := range sides {
		rows[i] = row{s.Name, []bar{
			{s.P99, p99Color, fmt.Sprintf("%s · %s · %s", duration(s.P50), duration(s.P95), duration(s.P99))},
			{s.P95, p95Color, ""},
			{s.P50, oursColor, ""},
		}}
	}
	return rows
}

func colorOf(s Side) string {
	if s.Ours() {
		return oursColor
	}
	return othersColor
}

// draw writes rows of bars, all to one scale that begins at 0.
func draw(title, unit string, rows []row) []byte {
	most := 0.0
	for _, r := range rows {
		most = max(most, r.bars[0].value)
	}
	height := topHeight + len(rows)*rowHeight + 10
	var out bytes.Buffer
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" `+
		`role="img" font-family="system-ui, sans-serif" font-size="13">`+"\n", plotWidth, height, plotWidth, height)
	fmt.Fprintf(&out, "<title>%s</title>\n", escaped(title))
	fmt.Fprintf(&out, `<rect width="%d" height="%d" fill="#ffffff"/>`+"\n", plotWidth, height)
	fmt.Fprintf(&out, `<text x="12" y="24" fill="#444444">%s</text>`+"\n", escaped(unit))
	for i, r := range rows {
		y := topHeight + i*rowHeight
		fmt.Fprintf(&out, `<text x="%d" y="%d" text-anchor="end" fill="#111111">%s</text>`+"\n",
			labelWidth-10, y+barHeight-6, escaped(r.label))
		longest := 0.0
		for _, b := range r.bars {
			width := b.value / most * barsWidth
			longest = max(longest, width)
			fmt.Fprintf(&out, `<rect x="%d" y="%d" width="%.1f" height="%d" fill="%s"/>`+"\n",
				labelWidth, y, max(width, 1), barHeight, b.color)
		}
		fmt.Fprintf(&out, `<text x="%.1f" y="%d" fill="#111111">%s</text>`+"\n",
			labelWidth+longest+8, y+barHeight-6, escaped(r.bars[0].text))
	}
	out.WriteString("</svg>\n")
	return out.Bytes()
}

func escaped(text string) string {
	var out bytes.Buffer
	_ = xml.EscapeText(&out, []byte(text)) // a buffer takes all
	return out.String()
}
