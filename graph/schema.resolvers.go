package graph

import (
	"context"
	"entente/access"
	"entente/graph/generated"
	"entente/graph/view"
	"entente/kg"
)

func (r *mutationResolver) CreateEntity(ctx context.Context, input kg.CreateEntityInput) (*view.EntityPayload, error) {
	e, receipt, err := r.graph.CreateEntity(ctx, writerOf(ctx), input)
	return view.WroteEntity(ctx, e, receipt, err)
}

func (r *mutationResolver) UpdateEntity(ctx context.Context, input kg.UpdateEntityInput) (*view.EntityPayload, error) {
	e, receipt, err := r.graph.UpdateEntity(ctx, writerOf(ctx), input)
	return view.WroteEntity(ctx, e, receipt, err)
}

func (r *mutationResolver) CreateRelationship(ctx context.Context, input kg.CreateRelationshipInput) (*view.RelationshipPayload, error) {
	rel, receipt, err := r.graph.CreateRelationship(ctx, writerOf(ctx), input)
	return view.WroteRelationship(ctx, rel, receipt, err)
}

func (r *mutationResolver) UpdateRelationship(ctx context.Context, input kg.UpdateRelationshipInput) (*view.RelationshipPayload, error) {
	rel, receipt, err := r.graph.UpdateRelationship(ctx, writerOf(ctx), input)
	return view.WroteRelationship(ctx, rel, receipt, err)
}

func (r *mutationResolver) ExpireRelationship(ctx context.Context, input kg.ExpireRelationshipInput) (*view.RelationshipPayload, error) {
	rel, receipt, err := r.graph.ExpireRelationship(ctx, writerOf(ctx), input)
	return view.WroteRelationship(ctx, rel, receipt, err)
}

func (r *mutationResolver) RecordClaim(ctx context.Context, input kg.RecordClaimInput) (*view.ClaimPayload, error) {
	c, receipt, err := r.graph.RecordClaim(ctx, writerOf(ctx), input)
	return view.WroteClaim(ctx, c, receipt, err)
}

func (r *mutationResolver) RankClaim(ctx context.Context, input kg.RankClaimInput) (*view.ClaimPayload, error) {
	c, receipt, err := r.graph.RankClaim(ctx, writerOf(ctx), input)
	return view.WroteClaim(ctx, c, receipt, err)
}

func (r *mutationResolver) AddSource(ctx context.Context, input kg.AddSourceInput) (*view.SourcePayload, error) {
	s, receipt, err := r.graph.AddSource(ctx, writerOf(ctx), input)
	return view.WroteSource(ctx, s, receipt, err)
}

func (r *mutationResolver) AddVocabulary(ctx context.Context, input kg.AddVocabularyInput) (*view.VocabularyPayload, error) {
	receipt, err := r.graph.AddVocabulary(ctx, writerOf(ctx), input)
	return view.WroteVocabulary(ctx, r.graph, receipt, err)
}

func (r *mutationResolver) MergeEntities(ctx context.Context, input kg.MergeEntitiesInput) (*view.EntityPayload, error) {
	e, receipt, err := r.graph.MergeEntities(ctx, writerOf(ctx), input)
	return view.WroteEntity(ctx, e, receipt, err)
}

func (r *mutationResolver) Undo(ctx context.Context, input view.UndoInput) (*view.UndoPayload, error) {
	return view.Undo(ctx, r.graph, access.Of(ctx), input)
}

func (r *mutationResolver) Retract(ctx context.Context, input kg.RetractInput) (*view.RetractPayload, error) {
	receipt, err := r.graph.Retract(ctx, writerOf(ctx), input)
	return view.Retracted(input.ID, receipt, err)
}

func (r *queryResolver) Node(ctx context.Context, id kg.ID, asOf *view.AsOf) (view.Node, error) {
	return view.Any[view.Node](ctx, asOf, id)
}

func (r *queryResolver) Nodes(ctx context.Context, ids []kg.ID, asOf *view.AsOf) ([]view.Node, error) {
	return view.Nodes(ctx, asOf, ids)
}

func (r *queryResolver) Entity(ctx context.Context, id kg.ID, asOf *view.AsOf) (view.Entity, error) {
	return view.EntityWith[view.Entity](ctx, asOf, id, tiesAsked(ctx))
}

func (r *queryResolver) Actor(ctx context.Context, id kg.ID, asOf *view.AsOf) (*view.Actor, error) {
	return view.OnlyWith[view.Actor](ctx, asOf, id, tiesAsked(ctx))
}

func (r *queryResolver) Place(ctx context.Context, id kg.ID, asOf *view.AsOf) (*view.Place, error) {
	return view.OnlyWith[view.Place](ctx, asOf, id, tiesAsked(ctx))
}

func (r *queryResolver) Event(ctx context.Context, id kg.ID, asOf *view.AsOf) (*view.Event, error) {
	return view.OnlyWith[view.Event](ctx, asOf, id, tiesAsked(ctx))
}

func (r *queryResolver) Relationship(ctx context.Context, id kg.ID, asOf *view.AsOf) (*view.Relationship, error) {
	return view.Only[view.Relationship](ctx, asOf, id)
}

func (r *queryResolver) Claim(ctx context.Context, id kg.ID, asOf *view.AsOf) (*view.Claim, error) {
	return view.Only[view.Claim](ctx, asOf, id)
}

func (r *queryResolver) Source(ctx context.Context, id kg.ID, asOf *view.AsOf) (*view.Source, error) {
	return view.Only[view.Source](ctx, asOf, id)
}

func (r *queryResolver) Entities(ctx context.Context, where *kg.EntityFilter, orderBy *view.EntityOrder, asOf *view.AsOf, first *int, after *string, last *int, before *string) (view.EntityConnection, error) {
	return view.Entities(ctx, asOf, where, orderBy, view.Page{First: first, After: after, Last: last, Before: before})
}

func (r *queryResolver) Actors(ctx context.Context, where *kg.EntityFilter, orderBy *view.EntityOrder, asOf *view.AsOf, first *int, after *string, last *int, before *string) (view.ActorConnection, error) {
	return view.Actors(ctx, asOf, where, orderBy, view.Page{First: first, After: after, Last: last, Before: before})
}

func (r *queryResolver) Places(ctx context.Context, where *kg.EntityFilter, orderBy *view.EntityOrder, asOf *view.AsOf, first *int, after *string, last *int, before *string) (view.PlaceConnection, error) {
	return view.Places(ctx, asOf, where, orderBy, view.Page{First: first, After: after, Last: last, Before: before})
}

func (r *queryResolver) Events(ctx context.Context, where *kg.EntityFilter, orderBy *view.EntityOrder, asOf *view.AsOf, first *int, after *string, last *int, before *string) (view.EventConnection, error) {
	return view.Events(ctx, asOf, where, orderBy, view.Page{First: first, After: after, Last: last, Before: before})
}

func (r *queryResolver) Relationships(ctx context.Context, where *kg.RelationshipFilter, orderBy *view.RelationshipOrder, asOf *view.AsOf, first *int, after *string, last *int, before *string) (view.RelationshipConnection, error) {
	return view.Relationships(ctx, asOf, where, orderBy, view.Page{First: first, After: after, Last: last, Before: before})
}

func (r *queryResolver) Claims(ctx context.Context, where *kg.ClaimFilter, orderBy *view.ClaimOrder, asOf *view.AsOf, first *int, after *string, last *int, before *string) (view.ClaimConnection, error) {
	return view.Claims(ctx, asOf, where, orderBy, view.Page{First: first, After: after, Last: last, Before: before})
}

func (r *queryResolver) Sources(ctx context.Context, where *kg.SourceFilter, orderBy *view.SourceOrder, asOf *view.AsOf, first *int, after *string, last *int, before *string) (view.SourceConnection, error) {
	return view.Sources(ctx, asOf, where, orderBy, view.Page{First: first, After: after, Last: last, Before: before})
}

func (r *queryResolver) Search(ctx context.Context, text string, classes []kg.EntityClass, asOf *view.AsOf, first *int) ([]view.SearchHit, error) {
	return view.Search(ctx, asOf, text, classes, first)
}

func (r *queryResolver) Neighborhood(ctx context.Context, of []kg.ID, depth *int, where *kg.RelationshipFilter, asOf *view.AsOf, limit *int, with []kg.ID) (view.Subgraph, error) {
	return view.Neighborhood(ctx, asOf, view.NeighborhoodArguments{
		Of: of, Depth: depth, Where: where, Limit: limit, With: with,
	})
}

func (r *queryResolver) Paths(ctx context.Context, from kg.ID, to kg.ID, mode *kg.PathMode, maxLength *int, where *kg.RelationshipFilter, asOf *view.AsOf, within *string, first *int) ([]view.Path, error) {
	return view.Paths(ctx, asOf, view.PathQuery{
		From: from, To: to, Mode: mode, MaxLength: maxLength, Where: where, Within: within, First: first,
	})
}

func (r *queryResolver) Compare(ctx context.Context, before view.AsOf, after view.AsOf, of []kg.ID, where *kg.RelationshipFilter, first *int, cursor *string) (view.Comparison, error) {
	return view.Compare(ctx, before, after, of, where, first, cursor)
}

func (r *queryResolver) Changes(ctx context.Context, after *string, first *int, where *kg.ChangeFilter) (view.ChangeConnection, error) {
	return view.Changes(ctx, after, first, where)
}

func (r *queryResolver) Disputes(ctx context.Context, about []kg.ID, property *string, asOf *view.AsOf, first *int, after *string) (view.DisputeConnection, error) {
	return view.Disputes(ctx, asOf, about, property, first, after)
}

func (r *queryResolver) Timeline(ctx context.Context, of []kg.ID, where *kg.RelationshipFilter, asOf *view.AsOf, within *string, bucket *kg.TimeBucket) (view.Timeline, error) {
	return view.TimelineOf(ctx, asOf, view.TimeArguments{Of: of, Where: where, Within: within, Bucket: bucket})
}

func (r *queryResolver) Panel(ctx context.Context, of []kg.ID, where *kg.RelationshipFilter, asOf *view.AsOf, within *string, bucket *kg.TimeBucket, balanced *bool, first *int, after *string) (view.PanelConnection, error) {
	return view.PanelOf(ctx, asOf, view.TimeArguments{Of: of, Where: where, Within: within, Bucket: bucket}, balanced, first, after)
}

func (r *queryResolver) Durations(ctx context.Context, of []kg.ID, where *kg.RelationshipFilter, asOf *view.AsOf) ([]view.TypeDuration, error) {
	return view.DurationsOf(ctx, asOf, view.TimeArguments{Of: of, Where: where})
}

func (r *queryResolver) AgreementChain(ctx context.Context, of kg.ID, types []string, asOf *view.AsOf) (view.Chain, error) {
	return view.AgreementChain(ctx, asOf, kg.ChainQuery{Of: of, Types: types})
}

func (r *queryResolver) Sequence(ctx context.Context, between []kg.ID, and []kg.ID, where *kg.RelationshipFilter, asOf *view.AsOf) (view.Chain, error) {
	return view.Sequence(ctx, asOf, kg.SequenceQuery{Between: between, And: and, Where: where})
}

func (r *queryResolver) SignFlips(ctx context.Context, within string, becomes *kg.Sign, of []kg.ID, where *kg.RelationshipFilter, asOf *view.AsOf, first *int, after *string) (view.SignFlipConnection, error) {
	return view.SignFlips(ctx, asOf, within, kg.FlipQuery{Becomes: becomes, Of: of, Where: where}, first, after)
}

func (r *queryResolver) TiedToBoth(ctx context.Context, a kg.ID, b kg.ID, where *kg.RelationshipFilter, asOf *view.AsOf, first *int, after *string) (view.TieToBothConnection, error) {
	return view.TiedToBoth(ctx, asOf, a, b, where, first, after)
}

func (r *queryResolver) UnbalancedTriads(ctx context.Context, of []kg.ID, where *kg.RelationshipFilter, asOf *view.AsOf, first *int, after *string) (view.TriadConnection, error) {
	return view.UnbalancedTriads(ctx, asOf, of, where, first, after)
}

func (r *queryResolver) Vocabulary(ctx context.Context) (view.Vocabulary, error) {
	return view.CurrentVocabulary(ctx, r.graph)
}

func (r *queryResolver) Statistics(ctx context.Context, asOf *view.AsOf) (view.Statistics, error) {
	return view.CurrentStatistics(ctx, asOf)
}

func (r *queryResolver) Now(ctx context.Context) (kg.RecordedTime, error) {
	return view.Now(ctx)
}

func (r *subscriptionResolver) Changes(ctx context.Context, where *kg.ChangeFilter, after *string) (<-chan view.Change, error) {
	return view.SubscribeChanges(ctx, where, after)
}

func (r *subscriptionResolver) RelationshipStatus(ctx context.Context, where *kg.RelationshipFilter) (<-chan view.StatusChange, error) {
	return view.SubscribeStatus(ctx, where)
}

func (r *Resolver) Mutation() generated.MutationResolver { return &mutationResolver{r} }

func (r *Resolver) Query() generated.QueryResolver { return &queryResolver{r} }

func (r *Resolver) Subscription() generated.SubscriptionResolver { return &subscriptionResolver{r} }

type (
	mutationResolver     struct{ *Resolver }
	queryResolver        struct{ *Resolver }
	subscriptionResolver struct{ *Resolver }
)
