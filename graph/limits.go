package graph

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"entente/graph/shape"
	"entente/kg"
)

// Limits are what requests may ask for. Their defaults stand in their tags and nowhere
// else; docs/limits.md says why they are what they are.
type Limits struct {
	Body               int64         `help:"Bytes of a request (default: ${default})." default:"262144" env:"BODY"`                                                                           //nolint:lll // a struct tag
	Query              int           `help:"Bytes of the text of a query (default: ${default})." default:"16384" env:"QUERY"`                                                                 //nolint:lll // a struct tag
	Variables          int           `help:"Bytes of the variables of a query (default: ${default})." default:"65536" env:"VARIABLES"`                                                        //nolint:lll // a struct tag
	Tokens             int           `help:"Tokens of a query (default: ${default})." default:"1000" env:"TOKENS"`                                                                            //nolint:lll // a struct tag
	Depth              int           `help:"Fields inside one another (default: ${default})." default:"20" env:"DEPTH"`                                                                       //nolint:lll // a struct tag
	IntrospectionDepth int           `help:"Fields inside one another from __schema or __type on (default: ${default})." default:"16" env:"INTROSPECTION_DEPTH"`                              //nolint:lll // a struct tag
	Aliases            int           `help:"Aliases of a query (default: ${default})." default:"30" env:"ALIASES"`                                                                            //nolint:lll // a struct tag
	Directives         int           `help:"Directives of a query (default: ${default})." default:"50" env:"DIRECTIVES"`                                                                      //nolint:lll // a struct tag
	RootFields         int           `help:"Fields that an operation begins with (default: ${default})." default:"20" env:"ROOT_FIELDS"`                                                      //nolint:lll // a struct tag
	Fragments          int           `help:"Fragments of a query, those without a name included (default: ${default})." default:"50" env:"FRAGMENTS"`                                         //nolint:lll // a struct tag
	Repeats            int           `help:"Fields of a query that have one name in the response (default: ${default})." default:"100" env:"REPEATS"`                                         //nolint:lll // a struct tag
	Items              int           `help:"Items of a list in an argument or a variable (default: ${default})." default:"500" env:"ITEMS"`                                                   //nolint:lll // a struct tag
	Cost               int           `help:"Records that a query may meet, as it says how many it wants (default: ${default})." default:"5000" env:"COST"`                                    //nolint:lll // a struct tag
	Returned           int           `help:"Records that are read from the store for a request (default: ${default})." default:"20000" env:"RETURNED"`                                        //nolint:lll // a struct tag
	Visited            int           `help:"Records that are looked at for a request (default: ${default})." default:"5000000" env:"VISITED"`                                                 //nolint:lll // a struct tag
	Timeout            time.Duration `help:"Time in which a request ends (default: ${default})." default:"5s" env:"TIMEOUT"`                                                                  //nolint:lll // a struct tag
	Errors             int           `help:"Errors that a response names (default: ${default})." default:"20" env:"ERRORS"`                                                                   //nolint:lll // a struct tag
	Documents          int           `help:"Queries that are kept, so that they are not read again and can be asked for by their hash (default: ${default})." default:"1000" env:"DOCUMENTS"` //nolint:lll // a struct tag
	DocumentMemory     int           `help:"Bytes of memory that kept queries take, about (default: ${default})." default:"33554432" env:"DOCUMENT_MEMORY"`                                   //nolint:lll // a struct tag
	Streams            int           `help:"Connections for subscriptions (default: ${default})." default:"200" env:"STREAMS"`                                                                //nolint:lll // a struct tag
	Subscriptions      int           `help:"Subscriptions of a connection (default: ${default})." default:"10" env:"SUBSCRIPTIONS"`                                                           //nolint:lll // a struct tag
	InitTimeout        time.Duration `help:"Time in which a WebSocket says who it is (default: ${default})." default:"5s" env:"INIT_TIMEOUT"`                                                 //nolint:lll // a struct tag
}

// DefaultLimits returns the limits that hold unless a flag says otherwise.
func DefaultLimits() Limits {
	var l Limits
	if err := kong.ApplyDefaults(&l); err != nil {
		panic(err) // a tag of ours is wrong
	}
	return l
}

// Validate refuses limits that let nothing through, by the names of their flags.
func (l Limits) Validate() error {
	var errs []error
	values := reflect.ValueOf(l)
	for i := range values.NumField() {
		if value := values.Field(i); value.Int() <= 0 {
			errs = append(errs, &kg.InvalidError{
				Field: "--limit-" + hyphenated(values.Type().Field(i).Name), Value: fmt.Sprint(value.Interface()),
				Reason: "lets nothing through", Accepted: "give more than 0",
			})
		}
	}
	return errors.Join(errs...)
}

// hyphenated writes the name of a field as that of its flag.
func hyphenated(name string) string {
	var b strings.Builder
	for i, r := range name {
		if i > 0 && r >= 'A' && r <= 'Z' {
			b.WriteByte('-')
		}
		b.WriteRune(r)
	}
	return strings.ToLower(b.String())
}

// shape returns the limits of a document.
func (l Limits) shape() shape.Limits {
	return shape.Limits{
		Depth: l.Depth, IntrospectionDepth: l.IntrospectionDepth, Aliases: l.Aliases,
		Directives: l.Directives, Fragments: l.Fragments, RootFields: l.RootFields,
		Repeats: l.Repeats, Items: l.Items,
	}
}

// budget returns what may be read for one request.
func (l Limits) budget() *kg.Budget { return kg.NewBudget(l.Returned, l.Visited) }
