package table

import (
	"strings"
	"unicode"
)

// A role is what a column is for.
type role string

// The roles of columns.
const (
	roleFrom, roleTo           role = "from", "to"
	roleType                   role = "type"
	roleStart, roleEnd         role = "start", "end"
	roleStartYear, roleEndYear role = "start year", "end year"
	roleStartMonth             role = "start month"
	roleStartDay               role = "start day"
	roleEndMonth, roleEndDay   role = "end month", "end day"
	rolePrecision              role = "precision"
	roleWhen                   role = "when"
	roleID, roleName, roleKind role = "id", "name", "kind"
	roleAlias                  role = "alias"
	roleLatitude               role = "latitude"
	roleLongitude              role = "longitude"
	roleSign                   role = "sign"
	roleURL, roleCitation      role = "url", "citation"
	rolePublisher              role = "publisher"
	rolePublished              role = "published"
	roleNote                   role = "note"
	roleWikidata               role = "wikidata"
	roleTieID                  role = "tie id"
)

// names are what columns of a role are called, without signs and in small letters. A
// name that stands for two roles is for the first that is not taken.
var names = []struct {
	role  role
	names string
}{
	{roleFrom, "from fromid fromname subject subjectid head src sourceid sourcename ccode1 " +
		"cowcode1 ccodea statea state1 country1 countrya actor1 actora sidea partya " +
		"party1 member1 node1 id1 entity1 name1 iso1 gwno1 gwnoa sender ego person " +
		"startid"},
	{roleTo, "to toid toname object objectid tail dst dest destination target targetid " +
		"targetname ccode2 cowcode2 ccodeb stateb state2 country2 countryb actor2 " +
		"actorb sideb partyb party2 member2 node2 id2 entity2 name2 iso2 gwno2 gwnob " +
		"receiver recipient alter organization organisation group endid"},
	{roleType, "type relation relationtype relationship relationshiptype predicate rel reltype " +
		"edgetype tie tietype"},
	{roleStartYear, "styear startyear beginyear syear yearstart startyr begyear entryyear fromyear"},
	{roleStartMonth, "stmonth startmonth beginmonth smonth startmon begmonth"},
	{roleStartDay, "stday startday beginday sday begday"},
	{roleEndYear, "endyear eyear yearend endyr exityear toyear"},
	{roleEndMonth, "endmonth emonth endmon"},
	{roleEndDay, "endday eday"},
	{roleStart, "start startdate begin begindate beginning since validfrom datefrom fromdate " +
		"datestart dateofstart startedat startat starttime effective effectivedate " +
		"entry signed yearsigned datesigned founded established appointed dateofappointment " +
		"yearstarted datestarted beginn startdatum بداية البداية تاريخالبداية début debut datededébut " +
		"datededebut başlangıç baslangıc baslangic from von"},
	{roleEnd, "end enddate until validto dateto todate dateend dateofend endedat endat " +
		"endtime stop stopdate termination terminated finish expiry dissolved ended yearended " +
		"dateended dateleft left ende enddatum نهاية النهاية تاريخالنهاية fin datedefin bitiş bitis " +
		"to bis"},
	{rolePrecision, "precision dateprecision startprecision"},
	{roleWhen, "date year when day time period validity"},
	{roleLatitude, "lat latitude"},
	{roleLongitude, "lon lng long longitude"},
	{roleSign, "sign polarity valence"},
	{roleURL, "url sourceurl link href website sourcelink reference ref source1 uri"},
	{roleCitation, "citation cite sourcetitle bibliography source sources"},
	{rolePublisher, "publisher sourcepublisher newspaper outlet"},
	{rolePublished, "published publishedat sourcedate publicationdate"},
	{roleWikidata, "wikidata wikidataid qid"},
	{roleID, "id key code stateid entityid uid uuid ccode cowcode gwcode gwno iso iso3 " +
		"identifier"},
	{roleName, "name label title statename statenme countryname country fullname entityname " +
		"leader state"},
	{roleAlias, "alias aliases altname statenamealt othername othernames aka"},
	{roleKind, "kind category class entitytype"},
	{roleNote, "note notes comment comments remark remarks description"},
}

// plainName is the name of a column without signs, in small letters.
func plainName(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

// rolesOf finds the columns of the roles in a header, of those that fit the role.
func rolesOf(header []string, fits func(role, int) bool) map[role]int {
	roles := map[role]int{}
	taken := map[int]bool{}
	plain := make([]string, len(header))
	for i, name := range header {
		plain[i] = plainName(name)
	}
	take := func(r role, i int) {
		if _, there := roles[r]; !there && !taken[i] && fits(r, i) {
			roles[r], taken[i] = i, true
		}
	}
	for i, name := range plain { // a source is an end where there is a target
		if name == "source" && containsAny(plain, "target", "targetid", "destination", "dest") {
			take(roleFrom, i)
		}
	}
	for _, known := range names {
		for _, name := range strings.Fields(known.names) {
			for i := range plain {
				if plain[i] == name {
					take(known.role, i)
				}
			}
		}
	}
	return roles
}

func containsAny(names []string, wanted ...string) bool {
	for _, name := range names {
		for _, w := range wanted {
			if name == w {
				return true
			}
		}
	}
	return false
}
