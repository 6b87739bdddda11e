package kg

// A DateText is one EDTF date or instant, as canonical text. It may be empty
// where the date is not known.
type DateText string

// span returns the closed span of the date as a Span: it may have been at any
// second of it. An unknown date sorts after all others.
func (d DateText) span() Span {
	date, err := ParseDate(string(d), "")
	if d == "" || err != nil {
		return Span{PosInf, PosInf, PosInf, PosInf}
	}
	return Span{date.First, date.Last, date.First.Add(1), date.Last.Add(1)}
}

// Window returns the time that the date covers, and false where it is unknown.
func (d DateText) Window() (Window, bool) {
	date, err := ParseDate(string(d), "")
	if d == "" || err != nil {
		return Window{}, false
	}
	return Window{date.First, date.Last.Add(1)}, true
}

func (d DateText) validate(field string) error {
	if d == "" {
		return nil
	}
	_, err := ParseDate(string(d), "")
	return under(field, err)
}
