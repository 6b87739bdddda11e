package neo4j

import (
	"cmp"
	"context"
	"os"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/kg"
	"entente/store/storetest"
)

// What someone would write by hand to make the nodes and relationships of a batch, with
// the same properties, from rows that are ready.
const (
	rawEntities      = "UNWIND $rows AS row CREATE (n:Record:Entity:Actor) SET n = row"
	rawRelationships = "UNWIND $rows AS row CREATE (n:Record:RelationshipRecord) SET n = row"
	rawTies          = `UNWIND $rows AS row
		MATCH (a:Record {id: row.from}) MATCH (b:Record {id: row.to})
		CREATE (a)-[r:$(row.type)]->(b) SET r = row.properties`
	rawLinks = `UNWIND $rows AS row
		MATCH (a:Record {id: row.from}) MATCH (b:Record {id: row.to})
		CREATE (a)-[:cites {field: row.field, needs: row.needs}]->(b)`
	rawNames   = "UNWIND $rows AS row CREATE (k:NameKey) SET k = row"
	rawChanges = "UNWIND $rows AS row CREATE (c:Change) SET c = row"
)

// BenchmarkLoad loads a synthetic graph into an empty database through [kg.Graph], and
// then has the driver write the same nodes and relationships, in batches as large. It
// reports how many relationships a second either loads, and the part that the first is
// of the other. Both do it once before, for a server that has just begun takes several
// times as long.
func BenchmarkLoad(b *testing.B) {
	graph := storetest.MakeScale(b, cmp.Or(os.Getenv("ENTENTE_BENCH_SIZE"), "10000"))
	loadGraph(b, graph)
	loadRaw(b, graph)
	var loading, raw time.Duration
	for b.Loop() {
		loading += loadGraph(b, graph)
		raw += loadRaw(b, graph)
	}
	total := float64(b.N * len(graph.Relationships))
	b.ReportMetric(total/loading.Seconds(), "relationships/s")
	b.ReportMetric(total/raw.Seconds(), "raw-relationships/s")
	b.ReportMetric(100*raw.Seconds()/loading.Seconds(), "%-of-raw")
}

// loadGraph empties the database, loads a graph and returns how long that took, without
// the vocabulary.
func loadGraph(b *testing.B, scale *storetest.Scale) (took time.Duration) {
	b.Helper()
	g := kg.NewGraph(openEmpty(b), time.Now)
	end, err := g.BeginLoad(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	for batch := range storetest.Batches(scale.Records()) {
		began := time.Now()
		if _, err := g.Write(b.Context(), batch); err != nil {
			b.Fatal(err)
		}
		if isScale(batch) {
			took += time.Since(began)
		}
	}
	began := time.Now()
	if err := end(b.Context()); err != nil {
		b.Fatal(err)
	}
	return took + time.Since(began)
}

// isScale reports whether a batch is of what there is much of.
func isScale(batch kg.Batch) bool {
	class := batch.Writes[0].Record.Class()
	return class == kg.ClassEntity || class == kg.ClassRelationship
}

// loadRaw does the same with the driver.
func loadRaw(b *testing.B, scale *storetest.Scale) (took time.Duration) {
	b.Helper()
	s, sequence := openEmpty(b), int64(0)
	driver := driverFor(b)
	for batch := range storetest.Batches(scale.Records()) {
		if !isScale(batch) {
			put(b, s, batch.ID, recordsOf(batch)...)
			sequence += int64(len(batch.Writes))
			continue
		}
		rows := rawRows(b, batch, &sequence)
		began := time.Now()
		writeRaw(b, driver, rows)
		took += time.Since(began)
	}
	return took
}

func recordsOf(batch kg.Batch) (records []kg.Record) {
	for _, w := range batch.Writes {
		records = append(records, w.Record)
	}
	return records
}

// rawRows makes the rows of a batch, by the statement that they are for.
func rawRows(b *testing.B, batch kg.Batch, sequence *int64) map[string][]map[string]any {
	b.Helper()
	rows := make(map[string][]map[string]any)
	for _, w := range batch.Writes {
		body, err := kg.EncodeBody(w.Record)
		if err != nil {
			b.Fatal(err)
		}
		*sequence++
		row := node{w.Record, string(body), 1, 1, *sequence}.row()["properties"].(map[string]any)
		rows[rawLinks] = append(rows[rawLinks], linksOf(w.Record)...)
		rows[rawChanges] = append(rows[rawChanges], map[string]any{
			"sequence": *sequence, "recordedAt": int64(1), "batch": batch.ID,
			"writer": batch.Writer, "reason": "", "record": string(w.Record.Head().ID),
			"class": string(w.Record.Class()), "version": 1, "action": string(kg.ActionCreated),
			"token": "raw",
		})
		switch r := w.Record.(type) {
		case *kg.Entity:
			rows[rawEntities] = append(rows[rawEntities], row)
			rows[rawNames] = append(rows[rawNames], namesOf(r, 1)...)
		case *kg.Relationship:
			rows[rawRelationships] = append(rows[rawRelationships], row)
			tie, err := tieOf(r)
			if err != nil {
				b.Fatal(err)
			}
			properties := make(map[string]any)
			for key, value := range tie {
				if key != "from" && key != "to" && key != "type" {
					properties[key] = value
				}
			}
			rows[rawTies] = append(rows[rawTies], map[string]any{
				"from": tie["from"], "to": tie["to"], "type": tie["type"], "properties": properties,
			})
		}
	}
	return rows
}

// writeRaw runs the statements that have rows, in one transaction.
func writeRaw(b *testing.B, driver neo4j.DriverWithContext, rows map[string][]map[string]any) {
	b.Helper()
	ctx := b.Context()
	session := driver.NewSession(ctx, neo4j.SessionConfig{
		AccessMode: neo4j.AccessModeWrite, DatabaseName: "neo4j",
	})
	defer func() { _ = session.Close(context.WithoutCancel(ctx)) }() // the commit is what counts
	tx, err := session.BeginTransaction(ctx)
	if err != nil {
		b.Fatal(err)
	}
	for _, text := range []string{
		rawEntities, rawRelationships, rawTies, rawLinks, rawNames, rawChanges,
	} {
		if len(rows[text]) == 0 {
			continue
		}
		result, err := tx.Run(ctx, text, map[string]any{"rows": rows[text]})
		if err == nil {
			_, err = result.Consume(ctx)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
	if err := tx.Commit(ctx); err != nil {
		b.Fatal(err)
	}
}
