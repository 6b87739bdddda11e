package kg

import (
	"cmp"
	"net/url"
	"slices"
)

// A Source is where something was read: an article, a release, a data set.
type Source struct {
	Header
	Title     string `json:"title"`
	Publisher string `json:"publisher,omitempty"`
	// URL and ArchivedURL are http or https addresses. Nothing is ever fetched.
	URL         string `json:"url,omitempty"`
	ArchivedURL string `json:"archivedUrl,omitempty"`
	// ContentHash is "sha256:" and the hash in hex of what was read.
	ContentHash string `json:"contentHash,omitempty"`
	// PublishedAt and RetrievedAt are empty where they are not known.
	PublishedAt DateText `json:"publishedAt,omitempty"`
	RetrievedAt DateText `json:"retrievedAt,omitempty"`
	Language    string   `json:"language,omitempty"`
	// Reliability is the Admiralty code, A (reliable) to F (cannot be judged).
	Reliability Reliability `json:"reliability,omitempty"`
	Licence     string      `json:"licence,omitempty"`
}

// Reliability is a letter of the Admiralty code; empty means not judged.
type Reliability string

// Class returns ClassSource.
func (*Source) Class() Class { return ClassSource }

// Validate reports the first rule that s breaks, as an [*InvalidError].
func (s *Source) Validate() error {
	return cmp.Or(
		s.Header.validate(),
		required("title", s.Title, MaxName),
		atMost("publisher", s.Publisher, MaxName),
		webAddress("url", s.URL),
		webAddress("archivedUrl", s.ArchivedURL),
		atMost("contentHash", s.ContentHash, MaxName),
		s.PublishedAt.validate("publishedAt"),
		s.RetrievedAt.validate("retrievedAt"),
		atMost("language", s.Language, 35),
		oneOf("reliability", s.Reliability, "", "A", "B", "C", "D", "E", "F"),
		atMost("licence", s.Licence, MaxName),
	)
}

// Keys returns what stores find and order s by: its title and date of publication.
func (s *Source) Keys() Keys {
	return Keys{
		Label: s.Title, Span: s.PublishedAt.span(), Restricted: s.Access == AccessRestricted,
	}
}

// References lists the sources that s itself rests on: a reprint's original.
func (s *Source) References() []Reference { return s.sourceReferences() }

// webAddress refuses addresses that are not plain http or https.
func webAddress(field, address string) error {
	if address == "" {
		return nil
	}
	if err := atMost(field, address, MaxAddress); err != nil {
		return err
	}
	parsed, err := url.Parse(address)
	if err == nil && parsed.Host != "" && slices.Contains([]string{"http", "https"}, parsed.Scheme) {
		return nil
	}
	return &InvalidError{
		Field: field, Value: address, Reason: "not a web address",
		Accepted: "write an address that begins with https:// or http://",
	}
}
