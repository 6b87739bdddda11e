package storetest

import (
	"fmt"
	"slices"
	"testing"

	"entente/kg"
)

var orderCases = []contractCase{
	{"is by id unless said otherwise", orderIsByID},
	{"by id compares code points", orderByID},
	{"by name compares code points", orderByName},
	{"by start and end puts infinities outermost", orderByTime},
	{"by rank puts belief before time", orderByRank},
	{"is total, both ways, for every class", orderIsTotal},
}

// orders are all fields, each upwards and downwards.
func orders() []kg.Order {
	var all []kg.Order
	for _, field := range []kg.OrderField{
		"", kg.OrderID, kg.OrderStart, kg.OrderEnd, kg.OrderName, kg.OrderRank,
	} {
		all = append(all, kg.Order{Field: field}, kg.Order{Field: field, Descending: true})
	}
	return all
}

// ordered checks the order of a class, upwards and downwards.
func (s *harness) ordered(t *testing.T, class kg.Class, field kg.OrderField, want ...kg.ID) {
	t.Helper()
	order := kg.Order{Field: field}
	s.finds(t, kg.Query{Class: class, Order: order}, want...)
	slices.Reverse(want)
	order.Descending = true
	s.finds(t, kg.Query{Class: class, Order: order}, want...)
}

// orderIsByID has labels that order the other way.
func orderIsByID(t *testing.T, s *harness) {
	s.put(t, actor("b", "1"), actor("c", "0"), actor("a", "2"))
	s.ordered(t, kg.ClassEntity, "", "a", "b", "c")
}

// orderByID has ids that differ in case and punctuation, which collations pass
// over.
func orderByID(t *testing.T, s *harness) {
	ids := []kg.ID{"10", "2", "A", "B", "Z1", "a", "a-b", "a.b", "a1", "a:b", "a_b", "aa", "b"}
	for _, id := range slices.Backward(ids) {
		s.put(t, actor(id, "name"))
	}
	s.ordered(t, kg.ClassEntity, kg.OrderID, ids...)
}

// orderByName has labels that UTF-16 and collations order otherwise: beyond the
// basic plane, beside the surrogates, composed and decomposed, of mixed case.
func orderByName(t *testing.T, s *harness) {
	labels := []string{
		" ", "!", "10", "2", "Z", "Zz", "_", "a", "a ", "a a", "aA", "aa", "e\u0301", "z", "ß", "é",
		"ı", "Ж", "ا", "ب", "\u1E00", "\u200F", "\uD7FF", "\uE000", "\uFB01", "\uFFFD", "\uFFFF",
		"\U00010000", "\U00010400", "\U0001F600", "\U0010FFFF",
	}
	want := make([]kg.ID, len(labels))
	for i, label := range labels {
		want[i] = kg.ID(fmt.Sprintf("s%d", len(labels)-i))
		press := source(want[i])
		press.Title = label
		e := actor("e"+want[i], label)
		s.put(t, press, e)
	}
	s.ordered(t, kg.ClassSource, kg.OrderName, slices.Clone(want)...)
	for i := range want {
		want[i] = "e" + want[i]
	}
	s.ordered(t, kg.ClassEntity, kg.OrderName, want...)
}

// orderByTime has ties, which go by id, downwards too.
func orderByTime(t *testing.T, s *harness) {
	spanned(t, s)
	s.ordered(t, kg.ClassRelationship, kg.OrderStart,
		"always", "finished", "over", "unknown", "epoch", "vague", "exact", "ongoing")
	s.ordered(t, kg.ClassRelationship, kg.OrderEnd,
		"epoch", "over", "exact", "finished", "vague", "always", "ongoing", "unknown")
}

// orderByRank has claims of equal rank from an unknown and from an ancient date.
func orderByRank(t *testing.T, s *harness) {
	s.put(t, source("press"))
	said := func(id kg.ID, rank kg.Rank, at kg.DateText) {
		s.put(t, with(claim(id, "press"), func(c *kg.Claim) { c.Rank, c.SaidAt = rank, at }))
	}
	said("1", kg.RankDeprecated, "1999")
	said("2", kg.RankNormal, "")
	said("3", kg.RankNormal, "2026-01-21")
	said("4", kg.RankPreferred, "2026-02-13")
	said("5", kg.RankNormal, "-0100")
	said("6", kg.RankNormal, "2026-01-21")
	s.ordered(t, kg.ClassClaim, kg.OrderRank, "4", "5", "3", "6", "2", "1")
}

// orderIsTotal compares every order of every class with a sort by the contract's
// own comparison, on records of which many have equal values.
func orderIsTotal(t *testing.T, s *harness) {
	records := crowd()
	s.put(t, records...)
	for _, class := range allClasses {
		queries := ordersOf(kg.Query{Class: class})
		for i, got := range s.ids(t, editor, queries...) {
			same(t, "Find("+show(queries[i])+")", got, inOrder(records, queries[i]))
		}
	}
}

// inOrder lists the ids of the records of a query's class in its order.
func inOrder(records []kg.Record, q kg.Query) []kg.ID {
	var keys []kg.Key
	for _, record := range records {
		if record.Class() == q.Class {
			keys = append(keys, q.Order.KeyOf(record.Head().ID, record.Keys()))
		}
	}
	slices.SortFunc(keys, q.Order.Compare)
	ids := make([]kg.ID, len(keys))
	for i, key := range keys {
		ids[i] = key.ID
	}
	return ids
}

// crowd returns about thirty records of each class with few different values.
func crowd() []kg.Record {
	names := []string{"\U0001F600", "b", "B", "\uFFFD", "ا"}
	dates := []kg.DateText{"2025", "", "2025-01-01", "-0044-03-15"}
	validities := []kg.Validity{always, during(10, 20), spanning(0, 10, 11, 21), during(-1, 0)}
	ranks := []kg.Rank{kg.RankNormal, kg.RankPreferred, kg.RankDeprecated}
	records := []kg.Record{source("press")}
	for i := range 30 {
		id := func(class string) kg.ID { return kg.ID(fmt.Sprintf("%s%d", class, i*7%30)) }
		s := with(source(id("s")), func(s *kg.Source) {
			s.Title, s.PublishedAt = names[i%5], dates[i%4]
		})
		e := with(actor(id("e"), names[i%5]), func(e *kg.Entity) { e.Validity = validities[i%4] })
		r := with(tie(id("r"), e.ID, "e0"), func(r *kg.Relationship) {
			r.Validity, r.Symmetric = validities[i%3], i%2 == 0
			if e.ID == "e0" {
				r.To = "e1"
			}
		})
		c := with(claim(id("c"), r.ID), func(c *kg.Claim) {
			c.SaidAt, c.Rank = dates[i%4], ranks[i%3]
		})
		word := term(kg.TermKindOfEntity, fmt.Sprintf("k%d", i))
		records = append(records, s, e, r, c, word)
	}
	return records
}
