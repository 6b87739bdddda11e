package cytoscape

import (
	"testing"

	"entente/internal/exporttest"
)

func TestThePageQuotesTheExample(t *testing.T) { exporttest.Example(t, Format) }
