package execute

import (
	"context"
	"io"
	"sync"

	"github.com/99designs/gqlgen/graphql"
)

// An Object is an object of the answer while its fields are answered, and writes it then.
type Object struct {
	// Values are what was answered to its fields, in their order.
	Values []graphql.Marshaler
	// Invalids counts the fields that are null and must not be, for which the object is.
	Invalids uint32
	fields   *Fields
	// one says that the fields are answered one after the other.
	one   bool
	tasks []task
}

// A task is a field that may have to ask the store.
type task struct {
	i       int
	nonNull bool
	resolve func(ctx context.Context) graphql.Marshaler
}

// NewObject returns an object with fields that are not answered yet.
func NewObject(ctx context.Context, fields *Fields) *Object {
	s, ok := ctx.(*scope)
	return &Object{
		fields: fields, Values: make([]graphql.Marshaler, len(fields.All)), one: ok && s.later,
	}
}

// Later has [Object.Dispatch] answer a field, together with others; but at once for objects
// after the first of a list, since what they ask of the store the first has asked for them.
func (o *Object) Later(
	ctx context.Context, i int, nonNull bool, resolve func(ctx context.Context) graphql.Marshaler,
) {
	if t := (task{i, nonNull, resolve}); o.one {
		o.keep(t, resolve(ctx))
	} else {
		o.tasks = append(o.tasks, t)
	}
}

// keep takes the answer of a field.
func (o *Object) keep(t task, answer graphql.Marshaler) {
	if o.Values[t.i] = answer; t.nonNull && answer == graphql.Null {
		o.Invalids++
	}
}

// ResolveRootConcurrently has [Object.Dispatch] answer a field of the root in its own
// context.
func (o *Object) ResolveRootConcurrently(
	ctx context.Context, oc *graphql.OperationContext, i int, _, nonNull bool,
	resolve func(ctx context.Context) graphql.Marshaler,
) {
	o.Later(ctx, i, nonNull, func(context.Context) graphql.Marshaler {
		return oc.RootResolverMiddleware(ctx, func(ctx context.Context) (answer graphql.Marshaler) {
			defer func() {
				if panicked := recover(); panicked != nil {
					answer = failed(ctx, oc, panicked)
				}
			}()
			return resolve(ctx)
		})
	})
}

// Dispatch answers the fields that are left, all at the same time, so that the store is
// asked for one while it answers another.
func (o *Object) Dispatch(ctx context.Context) {
	if len(o.tasks) == 0 {
		return
	}
	var others sync.WaitGroup
	for _, t := range o.tasks[1:] {
		others.Go(func() { o.Values[t.i] = t.resolve(ctx) })
	}
	first := o.tasks[0]
	o.Values[first.i] = first.resolve(ctx)
	others.Wait()
	for _, t := range o.tasks {
		o.keep(t, o.Values[t.i])
	}
}

var (
	openBrace  = []byte(`{`)
	closeBrace = []byte(`}`)
	comma      = []byte(`,`)
)

// MarshalGQL writes the object.
func (o *Object) MarshalGQL(w io.Writer) {
	w.Write(openBrace) //nolint:errcheck // w is a buffer
	for i := range o.Values {
		if o.fields.repeats && o.written(i) {
			continue
		}
		if i > 0 {
			w.Write(comma) //nolint:errcheck // w is a buffer
		}
		writeName(w, o.fields.All[i].Alias)
		o.Values[i].MarshalGQL(w)
	}
	w.Write(closeBrace) //nolint:errcheck // w is a buffer
}

// written reports whether a field before that in place i has its name.
func (o *Object) written(i int) bool {
	for _, before := range o.fields.All[:i] {
		if before.Alias == o.fields.All[i].Alias {
			return true
		}
	}
	return false
}

// writeName writes the name of a field, which consists of letters, digits and _.
func writeName(w io.Writer, name string) {
	io.WriteString(w, `"`)  //nolint:errcheck // w is a buffer
	io.WriteString(w, name) //nolint:errcheck // w is a buffer
	io.WriteString(w, `":`) //nolint:errcheck // w is a buffer
}
