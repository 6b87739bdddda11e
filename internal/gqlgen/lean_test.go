package main

import (
	"strings"
	"testing"
)

// of returns the code of one field whose resolver does what body says.
func of(name, body, context string) string {
	return `package generated

import (
	"entente/graph/scalar"
)

func (ec *executionContext) _` + name + `(ctx context.Context, field graphql.CollectedField, obj *view.Actor) (ret graphql.Marshaler) {
	return graphql.ResolveField(
		ctx,
		ec.OperationContext,
		field,
		func(ctx context.Context, field graphql.CollectedField) (*graphql.FieldContext, error) {
			return ec.fieldContext_` + name + `(ctx, field)
		},
		func(ctx context.Context) (any, error) {
			` + body + `
		},
		nil,
		func(ctx context.Context, selections ast.SelectionSet, v string) graphql.Marshaler {
			return ec.marshalNString2string(ctx, selections, v)
		},
		true,
		true,
	)
}
func (ec *executionContext) fieldContext_` + name + `(ctx context.Context, field graphql.CollectedField) (fc *graphql.FieldContext, err error) {
	` + context + `
}

func (ec *executionContext) marshalNString2string(ctx context.Context, sel ast.SelectionSet, v string) graphql.Marshaler {
	_ = sel
	res := graphql.MarshalString(v)
	if res == graphql.Null {
		graphql.AddInvalidNullFromMarshaler(ctx, "String!")
	}
	return res
}
`
}

func TestEachFieldIsAnsweredByTheCheapestThatDoes(t *testing.T) {
	scalar := `return graphql.NewScalarFieldContext("Actor", field, true, false, "String")`
	for name, tt := range map[string]struct{ code, want string }{
		"read off its object": {of("Actor_id", "return obj.ID(), nil", scalar), "execute.Leaf("},
		"asks in a context":   {of("Actor_type", "return obj.Type(ctx)", scalar), "execute.Field("},
		"has arguments": {
			of("Actor_name", "fc := graphql.GetFieldContext(ctx)\n\t\t\treturn obj.Name(fc.Args[\"in\"].(string)), nil",
				"fc = &graphql.FieldContext{\n\t\tObject:     \"Actor\",\n\t}\n\tec.field_Actor_name_args(ctx)"),
			"execute.FieldWith(",
		},
	} {
		code, err := lean([]byte(tt.code))
		if err != nil || !strings.Contains(string(code), tt.want) || strings.Contains(string(code), "fc.Args") {
			t.Errorf("%s: got error %v and\n%s\nwant a call of %s", name, err, code, tt.want)
		}
	}
}

func TestCodeOfAnUnknownFormIsRefused(t *testing.T) {
	known := of("Actor_id", "return obj.ID(), nil", `return graphql.NewScalarFieldContext("Actor", field)`)
	for _, code := range []string{
		strings.Replace(known, "\t\ttrue,\n\t\ttrue,", "\t\tfalse,\n\t\ttrue,", 1),
		known + "\nfunc f() { out := graphql.NewFieldSet(fields, 1) }\n",
		known + "\nfunc f() { out.ResolveConcurrently(ctx) }\n",
	} {
		if _, err := lean([]byte(code)); err == nil || !strings.Contains(err.Error(), "do not know") {
			t.Errorf("got error %v, want one that names what is left", err)
		}
	}
}
