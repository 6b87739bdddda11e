package view

import (
	"context"

	"entente/access"
	"entente/kg"
)

// A receipt has the fields that all payloads share.
type receipt struct{ receipt kg.Receipt }

// RecordedAt answers the field of that name.
func (r receipt) RecordedAt() kg.RecordedTime { return r.receipt.RecordedAt }

// Consistency answers the field of that name.
func (r receipt) Consistency() string { return r.receipt.Consistency }

// Change answers the field of that name. Payloads without a record have written none.
func (r receipt) Change() string {
	records := r.receipt.Records
	return encodeCursor(inSequence, kg.Key{Number: r.receipt.Sequence, ID: records[len(records)-1].ID})
}

// The payloads of the mutations. They are null where the mutation failed, so that
// others of the same request keep theirs.
type (
	// EntityPayload is the type of that name.
	EntityPayload struct {
		receipt
		Entity Entity
	}
	// RelationshipPayload is the type of that name.
	RelationshipPayload struct {
		receipt
		Relationship Relationship
	}
	// ClaimPayload is the type of that name.
	ClaimPayload struct {
		receipt
		Claim Claim
	}
	// SourcePayload is the type of that name.
	SourcePayload struct {
		receipt
		Source Source
	}
	// VocabularyPayload is the type of that name.
	VocabularyPayload struct {
		receipt
		Vocabulary Vocabulary
	}
	// UndoPayload is the type of that name.
	UndoPayload struct{ receipt }
	// RetractPayload is the type of that name.
	RetractPayload struct {
		receipt
		ID kg.ID
	}
)

// written returns a written record as a node, read after the write.
func written(ctx context.Context, record kg.Record, r kg.Receipt) (Node, receipt) {
	reader := ctx.Value(readerKey{}).(Reader)
	reader.View.Consistency = r.Consistency
	return nodesOf(reader, []kg.Record{record})[0], receipt{r}
}

// WroteEntity returns the payload of a mutation that wrote an entity.
func WroteEntity(ctx context.Context, e *kg.Entity, r kg.Receipt, err error) (*EntityPayload, error) {
	if err != nil {
		return nil, err
	}
	node, receipt := written(ctx, e, r)
	return &EntityPayload{receipt, node.(Entity)}, nil
}

// WroteRelationship returns the payload of a mutation that wrote a relationship.
func WroteRelationship(
	ctx context.Context, rel *kg.Relationship, r kg.Receipt, err error,
) (*RelationshipPayload, error) {
	if err != nil {
		return nil, err
	}
	node, receipt := written(ctx, rel, r)
	return &RelationshipPayload{receipt, node.(Relationship)}, nil
}

// WroteClaim returns the payload of a mutation that wrote a claim.
func WroteClaim(ctx context.Context, c *kg.Claim, r kg.Receipt, err error) (*ClaimPayload, error) {
	if err != nil {
		return nil, err
	}
	node, receipt := written(ctx, c, r)
	return &ClaimPayload{receipt, node.(Claim)}, nil
}

// WroteSource returns the payload of a mutation that wrote a source.
func WroteSource(ctx context.Context, s *kg.Source, r kg.Receipt, err error) (*SourcePayload, error) {
	if err != nil {
		return nil, err
	}
	node, receipt := written(ctx, s, r)
	return &SourcePayload{receipt, node.(Source)}, nil
}

// WroteVocabulary returns the payload of a mutation that added terms.
func WroteVocabulary(ctx context.Context, graph *kg.Graph, r kg.Receipt, err error) (*VocabularyPayload, error) {
	if err != nil {
		return nil, err
	}
	vocabulary, err := CurrentVocabulary(ctx, graph)
	return &VocabularyPayload{receipt{r}, vocabulary}, err
}

// Retracted returns the payload of a mutation that took a record out of the graph.
func Retracted(id kg.ID, r kg.Receipt, err error) (*RetractPayload, error) {
	if err != nil {
		return nil, err
	}
	return &RetractPayload{receipt{r}, id}, nil
}

// UndoInput is the input of that name.
type UndoInput struct {
	Change string
	kg.WriteOptions
}

// Undo takes back the batch that an input names by the cursor of a change.
// An admin may undo what others wrote.
func Undo(ctx context.Context, graph *kg.Graph, who access.Identity, in UndoInput) (*UndoPayload, error) {
	place, err := placeIn(&in.Change)
	if err != nil {
		return nil, kg.InField("change", err)
	}
	made, err := graph.Undo(ctx, who.Name, kg.UndoInput{
		WriteOptions: in.WriteOptions, Sequence: place, OwnOnly: who.Role < access.Admin,
	})
	if err != nil {
		return nil, err
	}
	return &UndoPayload{receipt{made}}, nil
}

// Undone answers the field of that name.
func (p UndoPayload) Undone() int { return len(p.receipt.receipt.Records) }
