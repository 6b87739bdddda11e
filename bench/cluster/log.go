package cluster

import "context"

const readPage = `query($after: String, $where: ChangeFilter) {
  changes(after: $after, where: $where, first: 200) {
    pageInfo { hasNextPage endCursor }
    edges { node` + fields + `}
  }
}`

// A page is one of the log.
type page struct {
	PageInfo struct {
		HasNextPage bool
		EndCursor   string
	}
	Edges []struct{ Node event }
}

// page returns the entries after a cursor that are wanted; where there is no cursor, from
// the beginning.
func (k *caller) page(ctx context.Context, after string, where any) (page, error) {
	variables := map[string]any{"where": where}
	if after != "" {
		variables["after"] = after
	}
	var data struct{ Changes page }
	err := k.ask(ctx, readPage, variables, "", &data)
	return data.Changes, err
}

// endOfLog returns the cursor of the last entry. It asks for those of a writer that there is
// not, since many can then be looked through at once.
func (c *Cluster) endOfLog(ctx context.Context) (string, error) {
	k, err := c.newCaller(ctx)
	if err != nil {
		return "", err
	}
	defer k.close()
	end := ""
	for {
		p, err := k.page(ctx, end, map[string]any{"writer": map[string]any{"eq": "nobody of this name"}})
		if err != nil {
			return "", err
		}
		if p.PageInfo.EndCursor != "" {
			end = p.PageInfo.EndCursor
		}
		if !p.PageInfo.HasNextPage {
			return end, nil
		}
	}
}

// logAfter returns all entries after a cursor.
func (c *Cluster) logAfter(ctx context.Context, after string) (log []event, err error) {
	k, err := c.newCaller(ctx)
	if err != nil {
		return nil, err
	}
	defer k.close()
	for {
		p, err := k.page(ctx, after, nil)
		if err != nil {
			return nil, err
		}
		for _, edge := range p.Edges {
			log = append(log, edge.Node)
		}
		if !p.PageInfo.HasNextPage {
			return log, nil
		}
		after = p.PageInfo.EndCursor
	}
}
