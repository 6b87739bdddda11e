package accept

import (
	"net/http"
	"testing"
)

func TestAcceptsGzip(t *testing.T) {
	tests := []struct {
		name   string
		header []string // the Accept-Encoding lines
		want   bool
	}{
		{"no header", nil, false},
		{"an empty header", []string{""}, false},
		{"named", []string{"gzip"}, true},
		{"among others", []string{"br, deflate,gzip"}, true},
		{"on a second line", []string{"br", "gzip"}, true},
		{"in capitals", []string{"GZIP"}, true},
		{"by its old name", []string{"x-gzip"}, true},
		{"others only", []string{"br, deflate"}, false},
		{"a longer name", []string{"gzipped"}, false},
		{"with a weight", []string{"gzip; q=0.2"}, true},
		{"refused", []string{"gzip;q=0"}, false},
		{"refused with decimals", []string{"gzip;Q=0.000"}, false},
		{"an unreadable weight", []string{"gzip;q=high"}, false},
		{"anything", []string{"*"}, true},
		{"nothing", []string{"*;q=0"}, false},
		{"anything but gzip", []string{"*, gzip;q=0"}, false},
		{"gzip and nothing else", []string{"*;q=0, gzip"}, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Gzip(http.Header{"Accept-Encoding": tt.header}); got != tt.want {
				t.Errorf("Gzip(%q) = %t, want %t", tt.header, got, tt.want)
			}
		})
	}
}
