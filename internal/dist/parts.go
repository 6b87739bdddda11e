package main

import (
	"debug/buildinfo"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"strings"
)

// parts are the components of all programs, by their address.
type parts struct{ all map[string]component }

func newParts() *parts { return &parts{make(map[string]component)} }

func (p *parts) add(c component) { p.all[c.PURL] = c }

// addProgram adds the Go modules that a program was built from, as the program tells
// them, and Go's own library.
func (p *parts) addProgram(path string) error {
	info, err := buildinfo.ReadFile(path)
	if err != nil {
		return err
	}
	p.add(module("std", strings.TrimPrefix(info.GoVersion, "go")))
	for _, dep := range info.Deps {
		if dep.Replace != nil {
			dep = dep.Replace
		}
		p.add(module(dep.Path, dep.Version))
	}
	return nil
}

func module(path, version string) component {
	return component{
		Type: "library", Name: path, Version: version,
		PURL: fmt.Sprintf("pkg:golang/%s@%s", strings.ToLower(path), version),
	}
}

// addPages adds the npm packages that the pages are bundled from: those of the lock file
// that are not for development alone. A bundle may leave some of them out.
func (p *parts) addPages(lock string) error {
	text, err := os.ReadFile(lock)
	if err != nil {
		return err
	}
	var locked struct {
		Packages map[string]struct {
			Version, Integrity, License string
			Dev, DevOptional, Optional  bool
		}
	}
	if err := json.Unmarshal(text, &locked); err != nil {
		return fmt.Errorf("%s: %w", lock, err)
	}
	for path, found := range locked.Packages {
		_, name, ok := cutLast(path, "node_modules/")
		if !ok || found.Dev || found.DevOptional || found.Optional {
			continue
		}
		c := component{
			Type: "library", Name: name, Version: found.Version,
			PURL: fmt.Sprintf("pkg:npm/%s@%s", strings.ReplaceAll(url.PathEscape(name), "%2F", "/"), found.Version),
		}
		c.PURL = strings.Replace(c.PURL, "npm/@", "npm/%40", 1)
		if c.Hashes, err = hashOf(found.Integrity); err != nil {
			return fmt.Errorf("%s: %s: %w", lock, path, err)
		}
		if found.License != "" {
			c.Licences = []licence{{found.License}}
		}
		p.add(c)
	}
	return nil
}

// cutLast cuts a text around the last occurrence of another.
func cutLast(text, around string) (before, after string, found bool) {
	at := strings.LastIndex(text, around)
	if at < 0 {
		return text, "", false
	}
	return text[:at], text[at+len(around):], true
}

// hashOf reads what npm calls the integrity of a package.
func hashOf(integrity string) ([]hash, error) {
	text, ok := strings.CutPrefix(integrity, "sha512-")
	if !ok {
		return nil, nil
	}
	sum, err := base64.StdEncoding.DecodeString(text)
	return []hash{{"SHA-512", hex.EncodeToString(sum)}}, err
}
