package neo4j

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"entente/kg"
)

var (
	receiptStatement = statement("receipt")
	settleStatement  = statement("receipt_settle")
)

// writerKey names a receipt: a hash of writer and key, of which neither may then
// run into the other or be too long for an index.
func writerKey(writer, key string) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%d:%s%s", len(writer), writer, key))
	return hex.EncodeToString(sum[:])
}

// Receipt returns what a batch was answered with; see [kg.Store]. It asks where
// writes go, so that no follower answers for a batch that it has not seen, and
// while a commit of this Store is in doubt it first waits for that to end.
func (s *Store) Receipt(
	ctx context.Context, writer, key string,
) (receipt *kg.Receipt, err error) {
	err = s.reading(ctx, func() error {
		return retry(ctx, func() error {
			receipt, err = s.askReceipt(ctx, writerKey(writer, key))
			return err
		})
	})
	return receipt, err
}

// askReceipt looks for a receipt once.
func (s *Store) askReceipt(ctx context.Context, key string) (*kg.Receipt, error) {
	inDoubt := s.doubt.Load()
	text := receiptStatement
	if inDoubt {
		text = settleStatement
	}
	session, err := s.writeSession(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { _ = session.Close(ctx) }() // the row is there or err says so
	result, err := session.Run(ctx, text,
		map[string]any{"writerKey": key, "asked": rand.Text()}, withinDeadline(ctx))
	if err != nil {
		return nil, err
	}
	rows, err := collect(ctx, result)
	switch {
	case err != nil:
		return nil, err
	case len(rows) == 0:
		return nil, errNoGraph
	case inDoubt:
		s.doubt.Store(false)
	}
	receipt, err := decodeReceipt(rows[0])
	if receipt != nil {
		receipt.Consistency = formatToken(session.LastBookmarks())
	}
	return receipt, err
}

// decodeReceipt reads a receipt from its text, which is null where there is none.
func decodeReceipt(row []any) (*kg.Receipt, error) {
	var text string
	if err := scan(row, &text); err != nil || text == "" {
		return nil, err
	}
	receipt := new(kg.Receipt)
	if err := json.Unmarshal([]byte(text), receipt); err != nil {
		return nil, fmt.Errorf("read a receipt: %w", err)
	}
	return receipt, nil
}

// encodeReceipt writes a receipt as text. Its consistency token is known only
// after the commit, so whoever asks again gets a later one.
func encodeReceipt(receipt kg.Receipt) (string, error) {
	text, err := json.Marshal(receipt)
	return string(text), err
}
