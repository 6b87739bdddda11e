package jsonld_test

import (
	"testing"

	"entente/formats/jsonld"
	"entente/internal/exporttest"
)

func BenchmarkWrite(b *testing.B) { exporttest.BenchWrites(b, jsonld.Format) }
