package table

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/internal/realdata"
)

// contains checks that a mapping has some texts, and has not those after a "!".
func contains(t *testing.T, mapping string, wanted ...string) {
	t.Helper()
	for _, want := range wanted {
		text, not := strings.CutPrefix(want, "!")
		if strings.Contains(mapping, text) == not {
			t.Errorf("got\n%s\nwant %q in it: %t", mapping, text, !not)
		}
	}
}

func TestAColumnIsTakenForWhatStandsInIt(t *testing.T) {
	tests := []struct {
		name, table string
		want        []string
	}{
		{
			"dates called from and to", "Person;Office;From;To;Country\nA;Minister;1.4.1990;3.5.1994;X\nB;Judge;7.8.1991;present;X\n",
			[]string{"from: <Person>", "to: <Office>", "start: {date: <From>", "end: {date: <To>"},
		},
		{
			"years called from and to, of which one has none", "person,party,from,to\nA,P,1990,\nB,P,1991,\n",
			[]string{"start: <from>", "end: <to>", "to: <party>"},
		},
		{
			"ends called from and to, with dates beside them", "from,to,Beginn,Ende\nA,B,1990,1991\n",
			[]string{"from: <from>", "to: <to>", "start: <Beginn>", "end: <Ende>"},
		},
		{
			"codes called from and to", "from,to,year\n200,365,1990\n", []string{"from: <from>", "to: <to>", "validity: <year>"},
		},
		{
			"codes of four digits, with dates beside them", "from,to,start,end\n1500,1600,1990,1991\n1700,1800,1990,1991\n",
			[]string{"from: <from>", "to: <to>", "start: <start>", "end: <end>"},
		},
		{"codes of four digits", "source,target\n1500,1600\n1700,1800\n", []string{"from: <source>", "to: <target>"}},
		{
			"words called start", "from,to,start,entry\nA,B,Damascus,Regular\n",
			[]string{"!validity:", "start: <start>", "No column says when"},
		},
		{
			"dates without a name that is known", "from,to,ratification,lapse\nA,B,1990-01-02,1991\n",
			[]string{"start: <ratification>", "end: <lapse>", "# CHECK: ratification is taken for the start", "# CHECK: lapse is taken"},
		},
		{"Arabic", "from,to,بداية,نهاية\nA,B,1990,1991\n", []string{`start: "<بداية>"`, `end: "<نهاية>"`}},
		{"French", "from,to,début,fin\nA,B,1990,1991\n", []string{`start: "<début>"`, "end: <fin>"}},
		{"Turkish", "from,to,Başlangıç,Bitiş\nA,B,1990,1991\n", []string{`start: "<Başlangıç>"`, `end: "<Bitiş>"`}},
		{
			"offices", "name,organisation,Date of appointment,Date left\nA,B,1990,1991\n",
			[]string{"start: <Date of appointment>", "end: <Date left>"},
		},
		{"treaties", "state1,state2,year ended,year signed\nA,B,1991,1990\n", []string{"start: <year signed>", "end: <year ended>"}},
		{
			"members with a position", "name,position,organisation\nA,chair,O\nB,member,O\n",
			[]string{"from: <name>", "to: <organisation>", "- type: <position>", "# CHECK: position is taken for the type", "!properties:"},
		},
		{
			"members of whom some have a position", "name,position,organisation\nA,chair,O\nB,,O\n",
			[]string{"from: <name>", "to: <organisation>", "position: <position>", "# CHECK: position is a property"},
		},
		{
			"ids of ties", "id,type,source,target,start,end,endKind\nt-1,pact,A,B,1990,1991,x\nt-2,pact,A,B,1992,1993,y\n",
			[]string{"    id: <id>\n", "!    id: <id>\n    id", "!Without id:", "from: <source>", "!\n      id: <id>"},
		},
		{"numbers that can be those of ends too", "id,from,to\n1,1,2\n2,2,3\n", []string{"    id: tie-<id>\n"}},
		{"ids that are not of ties", "id,from,to\n1,A,B\n1,C,D\n", []string{"Without id: a tie is told by all", "id: {number: <id>}"}},
		{
			"ids of something else", "gwcode,leader,startdate\n2,Grant,1869-03-04\n2,Hayes,1877-03-04\n",
			[]string{"- name: <leader>", "!id: <gwcode>", "# CHECK: gwcode is not the id of what the rows tell of: 2 is that of Grant and of Hayes", "gwcode: {number: <gwcode>}"},
		},
		{
			"ids of people beside those of their states", "rowid,gwcode,personid,leader\n1,2,a,Grant\n2,2,b,Hayes\n3,2,a,Grant\n",
			[]string{"- id: <personid>", "# CHECK: personid is taken for the id"},
		},
		{
			"another id", "key,iso,name\nUS,a,Grant\nUS,b,Hayes\n", []string{"- id: <iso>", "name: <name>"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			all, mapping := guessed(t, "x.csv", tt.table)
			contains(t, mapping, tt.want...)
			if len(all.refused) > 0 {
				t.Errorf("got %q refused, want none, by\n%s", all.refused, mapping)
			}
		})
	}
}

func TestTheLeadersOfAStateAreNotOne(t *testing.T) {
	path := filepath.Join(realdata.Folder(t, "peacesciencer"), "archigos.csv")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	all, mapping := guessed(t, path, string(text))
	contains(t, mapping, "- id: <obsid>", "name: <leader>", "!- id: <gwcode>")
	if len(all.entities) < 3000 {
		t.Errorf("got %d leaders, want more than 3000", len(all.entities))
	}
}
