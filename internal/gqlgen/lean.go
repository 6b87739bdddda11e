package main

import (
	"bytes"
	"fmt"
	"go/format"
	"regexp"
	"strings"
)

// A field answers one field of the schema: its parts are the name of its function, what
// its resolver does, its type in Go, what writes it, and whether it may be null.
var field = regexp.MustCompile(`graphql\.ResolveField\(
		ctx,
		ec\.OperationContext,
		field,
		func\(ctx context\.Context, field graphql\.CollectedField\) \(\*graphql\.FieldContext, error\) \{
			return ec\.fieldContext_(\w+)\(ctx, field\)
		\},
		func\(ctx context\.Context\) \(any, error\) \{
((?:.*\n)*?)		\},
		nil,
		func\(ctx context\.Context, selections ast\.SelectionSet, v (.+)\) graphql\.Marshaler \{
			return ec\.(\S+)\(ctx, selections, v\)
		\},
		true,
		(true|false),
	\)`)

// The other forms of generated code that are rewritten.
var (
	// begun is where an object begins to be answered.
	begun = regexp.MustCompile(`fields := graphql\.CollectFields\((.+)\)
((?:.*\n){0,5}?)
	out := graphql\.NewFieldSet\(fields\)
	deferred := graphql\.NewDeferredGroup\(ctx\)
	for i, field := range fields \{`)
	// later is a field that may have to ask the store.
	later = regexp.MustCompile(`out\.ResolveConcurrently\(ec\.OperationContext, &deferred, i,
				true, (true|false),`)
	// deferred is what remains of @defer.
	deferred = regexp.MustCompile(`	if n := len\(deferred\.Defers\); n > 0 \{
(?:.*\n){2}	\}

`)
	// list answers the elements of a list.
	list = regexp.MustCompile(`graphql\.MarshalSliceConcurrently\(ctx, len\(v\), 0, false, (.+) \{
		fc := graphql\.GetFieldContext\(ctx\)
		fc\.Result = &v\[i\]
`)
	// context describes a field to gqlgen: its function's name, and what it does.
	context = regexp.MustCompile(`(?m)^func \(ec \*executionContext\) fieldContext_(\w+)\(.*\{
((?:.+\n|\n)*?)\}$`)
	// object is the type in the description of a field.
	object = regexp.MustCompile(`(?:NewScalarFieldContext\(|Object: +)("\w+"),`)
	// writer writes a value: its function's name, and what it does.
	writer = regexp.MustCompile(`(?m)^func \(ec \*executionContext\) (marshal\S+)\(ctx context\.Context, sel .*\{
((?:.+\n|\n)*?)\}$`)
	// plain is what a function does that writes any value of its type, whatever the context.
	plain = regexp.MustCompile(`^(?:	if v == nil \{
		return graphql\.Null
	\}
)?	_ = sel
(?:	_ = ctx
)?	res := (?:graphql\.Marshal(?:String|Int|Boolean)|scalar\.Marshal\w+)\(.+\)
(?:	if res == graphql\.Null \{
		graphql\.AddInvalidNullFromMarshaler\(ctx, ".+"\)
	\}
)?	return res
$`)
)

// replaced are gqlgen's functions that no code may call any more: where one is left,
// gqlgen writes code in a form that is not known here.
var replaced = []string{
	"graphql.ResolveField(", "graphql.NewFieldSet(", "graphql.NewDeferredGroup(", "&deferred",
	"deferred.Defers", "graphql.MarshalSliceConcurrently(", ".ResolveConcurrently(",
}

// lean has generated code call package execute.
func lean(code []byte) ([]byte, error) {
	objects, plains := described(code), writers(code)
	code = field.ReplaceAllFunc(code, func(call []byte) []byte {
		part := field.FindSubmatch(call)
		f := answer{
			name: string(part[1]), body: string(part[2]), of: string(part[3]), writer: string(part[4]),
			nonNull: string(part[5]),
		}
		return []byte(f.call(objects[f.name], plains[f.writer]))
	})
	code = begun.ReplaceAll(code, []byte(`fields := execute.CollectFields(ctx, $1)
$2
	out := execute.NewObject(ctx, fields)
	for i, field := range fields.All {`))
	code = later.ReplaceAll(code, []byte(`out.Later(ctx, i, $1,`))
	code = deferred.ReplaceAll(code, nil)
	code = list.ReplaceAll(code, []byte("execute.List(ctx, len(v), $1 {\n"))
	for _, call := range replaced {
		if at := bytes.Index(code, []byte(call)); at >= 0 {
			line := 1 + bytes.Count(code[:at], []byte("\n"))
			return nil, fmt.Errorf("line %d: do not know how to replace %s", line, call)
		}
	}
	code = bytes.Replace(code, []byte("\t\"entente/graph/scalar\"\n"),
		[]byte("\t\"entente/graph/execute\"\n\t\"entente/graph/scalar\"\n"), 1)
	if !bytes.Contains(code, []byte("math.")) {
		code = bytes.Replace(code, []byte("\t\"math\"\n"), nil, 1)
	}
	return format.Source(code)
}

// A description is what gqlgen says of a field: the type that it is of, in quotes, and
// whether it is written without fields and without arguments, or has arguments.
type description struct {
	object       string
	leaf, argued bool
}

// described returns the description of each field by the name of its function.
func described(code []byte) map[string]description {
	all := make(map[string]description)
	for _, c := range context.FindAllSubmatch(code, -1) {
		name, body := string(c[1]), c[2]
		all[name] = description{
			object: string(object.FindSubmatch(body)[1]),
			leaf:   bytes.Contains(body, []byte("graphql.NewScalarFieldContext(")),
			argued: bytes.Contains(body, []byte("ec.field_"+name+"_args(")),
		}
	}
	return all
}

// writers returns the names of the functions that are plain.
func writers(code []byte) map[string]bool {
	all := make(map[string]bool)
	for _, w := range writer.FindAllSubmatch(code, -1) {
		all[string(w[1])] = plain.Match(w[2])
	}
	return all
}

// An answer is the parts of a field.
type answer struct{ name, body, of, writer, nonNull string }

// call returns the call that answers a field.
func (a answer) call(d description, plain bool) string {
	function, reader, parameters := "Field", "", "ctx context.Context"
	body := a.body
	switch {
	case d.argued:
		function, reader = "FieldWith", "ec.field_"+a.name+"_args,\n"
		parameters += ", args map[string]any"
		body = strings.Replace(body, "fc := graphql.GetFieldContext(ctx)\n", "", 1)
		body = strings.ReplaceAll(body, "fc.Args[", "args[")
	case d.leaf && plain && !strings.Contains(body, "ctx"):
		function, parameters = "Leaf", ""
	}
	return fmt.Sprintf(`execute.%s(
		ctx, ec.OperationContext, %s, field,
		%sfunc(%s) (%s, error) {
%s		},
		ec.%s,
		%s,
	)`, function, d.object, reader, parameters, a.of, body, a.writer, a.nonNull)
}
