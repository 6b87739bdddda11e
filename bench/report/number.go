package report

import (
	"math"
	"strconv"
	"time"
)

// rounded keeps three digits, which is more than a repeated run confirms.
func rounded(x float64) float64 {
	if x == 0 || math.IsInf(x, 0) || math.IsNaN(x) {
		return 0
	}
	scale := math.Pow(10, 2-math.Floor(math.Log10(math.Abs(x))))
	return math.Round(x*scale) / scale
}

// Number writes a number as people read it: 12,300, 45, 1.2, 0.04.
func Number(x float64) string {
	if x >= 100 {
		return grouped(int64(math.Round(x)))
	}
	return strconv.FormatFloat(rounded(x), 'f', -1, 64)
}

// grouped puts commas between thousands.
func grouped(n int64) string {
	text := strconv.FormatInt(n, 10)
	for at := len(text) - 3; at > 0; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}

// duration writes microseconds: 850 µs, 1.2 ms, 1.4 s.
func duration(micros float64) string {
	switch {
	case micros < 1e3:
		return Number(math.Round(micros)) + " µs"
	case micros < 1e6:
		return Number(micros/1e3) + " ms"
	default:
		return Number(micros/1e6) + " s"
	}
}

// Duration writes a time: 850 µs, 1.2 ms, 1.4 s.
func Duration(d time.Duration) string { return duration(micros(d)) }

// Millis is a time in milliseconds.
func Millis(d time.Duration) float64 { return rounded(micros(d) / 1e3) }

// Megabytes writes a number of bytes: 120 MB.
func Megabytes(bytes int64) string { return Number(math.Round(float64(bytes)/1e6)) + " MB" }

// times writes a ratio: 5.2 ×.
func times(ratio float64) string { return Number(ratio) + " ×" }
