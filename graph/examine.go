package graph

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"entente/graph/document"
	"entente/graph/shape"
	"entente/kg"
)

// An examiner lets requests through to gqlgen that keep to the limits. It refuses the
// others as early as it can tell: by the lengths of text and variables, by the number of
// tokens, by the shape of the document, and only then compares it with the schema and
// adds up what it costs. A document that was found good is looked up by its hash.
type examiner struct {
	schema *ast.Schema
	// rules tell what does not fit the schema, and hints besides which names are near to an
	// unknown one.
	rules, hints *rules.Rules
	limits       *Limits
	shape        shape.Limits
	coster       *shape.Coster
	kept         *document.Cache
	// trusted are the documents that readers may send, or nil where they may send any.
	trusted *document.Trusted
	// observer is told whether documents are kept, if there is one.
	observer Observer
}

// newExaminer returns the one for a schema.
func newExaminer(schema *ast.Schema, o Options) *examiner {
	e := &examiner{
		schema: schema, rules: rules.NewDefaultRules(), hints: rules.NewDefaultRules(),
		limits: o.Limits, shape: o.Limits.shape(),
		coster:  shape.NewCoster(schema),
		kept:    document.NewCache(o.Limits.Documents, o.Limits.DocumentMemory),
		trusted: o.Trusted, observer: o.Observer,
	}
	if o.NoIntrospection {
		e.shape.NoIntrospection = true
		e.hints = nil // they tell of the schema what introspection may not
	}
	e.suggestNothing()
	return e
}

// suggestNothing has rules not tell which names are near to an unknown one. To find them
// for each of hundreds takes longer than all else.
func (e *examiner) suggestNothing() {
	for _, r := range []struct {
		suggests string
		silent   validator.Rule
	}{
		{rules.FieldsOnCorrectTypeRule.Name, rules.FieldsOnCorrectTypeRuleWithoutSuggestions},
		{rules.KnownArgumentNamesRule.Name, rules.KnownArgumentNamesRuleWithoutSuggestions},
		{rules.KnownTypeNamesRule.Name, rules.KnownTypeNamesRuleWithoutSuggestions},
		{rules.ScalarLeafsRule.Name, rules.ScalarLeafsRuleWithoutSuggestions},
		{rules.ValuesOfCorrectTypeRule.Name, rules.ValuesOfCorrectTypeRuleWithoutSuggestions},
	} {
		e.rules.RemoveRule(r.suggests)
		e.rules.AddRule(r.silent.Name, r.silent.RuleFunc)
	}
}

// examine returns the document that a request is about, which gqlgen need not look at
// again. It notes how long that took, unless the document was kept.
func (e *examiner) examine(
	ctx context.Context, p *graphql.RawParams, took *graphql.Stats,
) (*document.Document, gqlerror.List) {
	if len(p.Query) > e.limits.Query {
		return nil, refused(&kg.LimitError{
			What: "query", Value: len(p.Query), Limit: e.limits.Query,
			Advice: "send values as variables, and what is long as several requests; the limit is one of bytes",
		})
	}
	if err := shape.Variables(p.Variables, e.limits.Variables, e.limits.Items); err != nil {
		return nil, refused(err)
	}
	hash, found, errs := e.find(ctx, p)
	if e.observer != nil && errs == nil {
		e.observer.Document(found != nil)
	}
	if found == nil && errs == nil {
		if found, errs = e.read(p.Query, took); errs == nil {
			e.kept.Add(hash, found)
		}
	}
	if errs == nil && found.Parsed.Operations.ForName(p.OperationName) == nil {
		return nil, noOperation(p.OperationName)
	}
	return found, errs
}

const (
	// maxHinted is up to how many errors in a document come with the names that may have
	// been meant, and maxHintedText of how many bytes it may be: of longer ones hardly a
	// person is at fault.
	maxHinted     = 5
	maxHintedText = 4096
)

// read returns the document that a text is, if it keeps to the limits and fits the schema.
func (e *examiner) read(text string, took *graphql.Stats) (*document.Document, gqlerror.List) {
	took.Parsing.Start = graphql.Now()
	parsed, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: text}, e.limits.Tokens)
	took.Parsing.End = graphql.Now()
	if err != nil {
		return nil, gqlerror.List{e.unparsed(err)}
	}
	if err := shape.Check(parsed, e.shape); err != nil {
		if cycle, ok := errors.AsType[*shape.CycleError](err); ok {
			return nil, unfit(gqlerror.ErrorPosf(cycle.Position, "%s", cycle.Error()))
		}
		return nil, refused(err)
	}
	if len(parsed.Operations) == 0 {
		return nil, unfit(gqlerror.Errorf("no operation provided"))
	}
	took.Validation.Start = took.Parsing.End
	errs := validator.ValidateWithRules(e.schema, parsed, e.rules)
	if 0 < len(errs) && len(errs) <= maxHinted && len(text) <= maxHintedText && e.hints != nil {
		errs = validator.ValidateWithRules(e.schema, parsed, e.hints)
	}
	took.Validation.End = graphql.Now()
	if len(errs) > 0 {
		return nil, unfit(errs...)
	}
	return &document.Document{Text: text, Parsed: parsed}, nil
}

// unparsed tells why a text was not parsed.
func (e *examiner) unparsed(err error) *gqlerror.Error {
	if strings.Contains(err.Error(), "exceeded token limit") {
		return refused(&kg.LimitError{
			What: "tokens", Limit: e.limits.Tokens, Advice: "send several requests",
		})[0]
	}
	var located *gqlerror.Error
	if !errors.As(err, &located) {
		located = gqlerror.Wrap(err)
	}
	errcode.Set(located, errcode.ParseFailed)
	return located
}

// afford refuses an operation that costs too much with the variables that it has.
func (e *examiner) afford(o *graphql.OperationContext) gqlerror.List {
	cost := e.coster.Cost(o.Operation, o.Variables)
	if cost <= e.limits.Cost {
		return nil
	}
	return refused(&kg.LimitError{
		What: "cost", Value: cost, Limit: e.limits.Cost,
		Advice: "ask for fewer records by `first`, above all in lists inside of lists, or send several requests",
	})
}

// refused is the answer to a request that is not looked at any further. Its code tells
// gqlgen that the request is at fault; what the client is told comes from the error.
func refused(err error) gqlerror.List {
	shown := gqlerror.Wrap(err)
	errcode.Set(shown, errcode.ValidationFailed)
	return gqlerror.List{shown}
}

// unfit is the answer to a document that does not fit the schema.
func unfit(errs ...*gqlerror.Error) gqlerror.List {
	for _, err := range errs {
		errcode.Set(err, errcode.ValidationFailed)
	}
	return errs
}

// noOperation is the answer to a request for an operation that its document has not.
func noOperation(name string) gqlerror.List {
	if name == "" {
		return unfit(gqlerror.Errorf("the document has several operations; say which by operationName"))
	}
	return unfit(gqlerror.Errorf("operation %.80s not found", name))
}

// errNoStream refuses a subscription where there can be one answer only. Its first event
// would be waited for, for as long as nothing happens.
var errNoStream = &kg.InvalidError{
	Field: "query", Reason: "a subscription in a request of one answer",
	Accepted: "open a WebSocket of " + transportProtocol + ", or send Accept: text/event-stream",
}

// examined is an executor behind an examiner.
type examined struct {
	graphql.GraphExecutor
	examiner *examiner
	// once says that there can be one answer only.
	once bool
}

// documentKey is where the context of a request has the parsed document that gqlgen would
// parse and compare with the schema itself.
type documentKey struct{}

// CreateOperationContext lets a request through that keeps to the limits.
func (x examined) CreateOperationContext(
	ctx context.Context, p *graphql.RawParams,
) (*graphql.OperationContext, gqlerror.List) {
	took := graphql.Stats{OperationStart: graphql.GetStartTime(ctx)}
	found, errs := x.examiner.examine(ctx, p, &took)
	if errs != nil {
		return &graphql.OperationContext{Stats: took}, errs
	}
	p.Query = found.Text
	ctx = context.WithValue(ctx, documentKey{}, found.Parsed)
	o, errs := x.GraphExecutor.CreateOperationContext(ctx, p)
	o.Stats.Parsing, o.Stats.Validation = took.Parsing, took.Validation
	switch {
	case errs != nil:
		return o, errs
	case x.once && subscribes(o):
		return o, refused(errNoStream)
	}
	return o, x.examiner.afford(o)
}

// fromContext is what gqlgen takes for its cache of documents: it finds the one that was
// examined.
type fromContext struct{}

// Get returns the document that was examined.
func (fromContext) Get(ctx context.Context, _ string) (*ast.QueryDocument, bool) {
	parsed, ok := ctx.Value(documentKey{}).(*ast.QueryDocument)
	return parsed, ok
}

// Add keeps nothing.
func (fromContext) Add(context.Context, string, *ast.QueryDocument) {}

// behind is a transport whose requests are examined.
type behind struct {
	graphql.Transport
	examiner *examiner
}

// Do answers a request that was examined.
func (b behind) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	_, once := b.Transport.(post)
	b.Transport.Do(w, r, examined{exec, b.examiner, once})
}
