package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var released = time.Date(2026, 1, 2, 3, 4, 5, 0, time.FixedZone("", 3600))

// write writes a file of a folder.
func write(t *testing.T, path, text string) string {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestArchivesOfTheSameFilesAreTheSame(t *testing.T) {
	for name, make := range map[string]func(string, string, time.Time, []file) error{
		"x.tar.gz": writeTar, "x.zip": writeZip,
	} {
		var archives [][]byte
		for i := range 2 {
			folder := t.TempDir()
			program := write(t, filepath.Join(folder, "entente"), "a program")
			if err := os.Chtimes(program, released, released.Add(time.Duration(i)*time.Hour)); err != nil {
				t.Fatal(err)
			}
			files := []file{{program, 0o755}, {write(t, filepath.Join(folder, "LICENSE"), "a licence"), 0o644}}
			if err := make(filepath.Join(folder, name), "entente_1", released, files); err != nil {
				t.Fatal(err)
			}
			content, err := os.ReadFile(filepath.Join(folder, name))
			if err != nil {
				t.Fatal(err)
			}
			archives = append(archives, content)
		}
		if !bytes.Equal(archives[0], archives[1]) {
			t.Errorf("%s: got two archives that differ, want the same bytes", name)
		}
		want := map[string]string{
			"entente_1/entente": "-rwxr-xr-x a program", "entente_1/LICENSE": "-rw-r--r-- a licence",
		}
		if diff := cmp.Diff(want, unpack(t, name, archives[0])); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// unpack returns mode and text of the files of an archive.
func unpack(t *testing.T, name string, archive []byte) map[string]string {
	t.Helper()
	files := make(map[string]string)
	if strings.HasSuffix(name, ".zip") {
		all, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range all.File {
			opened, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			text, _ := io.ReadAll(opened)
			files[f.Name] = fmt.Sprintf("%v %s", f.Mode(), text)
		}
		return files
	}
	small, err := gzip.NewReader(bytes.NewReader(archive))
	if err != nil {
		t.Fatal(err)
	}
	for all := tar.NewReader(small); ; {
		header, err := all.Next()
		if errors.Is(err, io.EOF) {
			return files
		}
		if err != nil || !header.ModTime.Equal(released) || header.Uid != 0 {
			t.Fatalf("got %+v, %v; want a file of nobody and of the release", header, err)
		}
		text, _ := io.ReadAll(all)
		files[header.Name] = fmt.Sprintf("%v %s", header.FileInfo().Mode(), text)
	}
}

func TestTheBillNamesModulesAndPackages(t *testing.T) {
	p := newParts()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.addProgram(program); err != nil {
		t.Fatal(err)
	}
	lock := write(t, filepath.Join(t.TempDir(), "lock.json"), `{"packages": {
		"": {"name": "pages", "version": "0.0.0"},
		"node_modules/@a/b": {"version": "1.2.3", "integrity": "sha512-AAH/", "license": "MIT"},
		"node_modules/@a/b/node_modules/c": {"version": "2.0.0"},
		"node_modules/tool": {"version": "3.0.0", "dev": true}
	}}`)
	if err := p.addPages(lock); err != nil {
		t.Fatal(err)
	}
	out := t.TempDir()
	r := &release{Version: "v1.0.0", Date: released, Out: out}
	if err := r.writeBill(p); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(out, "entente_1.0.0.cdx.json"))
	if err != nil {
		t.Fatal(err)
	}
	var got bill
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	found := make(map[string]component)
	for _, c := range got.Components {
		found[c.PURL] = c
	}
	want := component{
		Type: "library", Name: "@a/b", Version: "1.2.3", PURL: "pkg:npm/%40a/b@1.2.3",
		Hashes: []hash{{"SHA-512", "0001ff"}}, Licences: []licence{{"MIT"}},
	}
	if diff := cmp.Diff(want, found[want.PURL]); diff != "" {
		t.Errorf("the package (-want +got):\n%s", diff)
	}
	for _, name := range []string{"pkg:npm/c@2.0.0", "pkg:golang/github.com/alecthomas/kong@", "pkg:golang/std@1."} {
		if !strings.Contains(string(text), name) {
			t.Errorf("the bill: got no %s, want it", name)
		}
	}
	if strings.Contains(string(text), "pkg:npm/tool") || got.Format != "CycloneDX" || got.Metadata.Timestamp != "2026-01-02T02:04:05Z" {
		t.Errorf("the bill: got %s of %s, want one of the release without what is for development", got.Format, got.Metadata.Timestamp)
	}
}

func TestSumsAreThoseOfTheFiles(t *testing.T) {
	folder := t.TempDir()
	write(t, filepath.Join(folder, "b"), "two")
	write(t, filepath.Join(folder, "a"), "one")
	if err := writeSums(folder); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(folder, "SHA256SUMS"))
	want := fmt.Sprintf("%x  a\n%x  b\n", sha256.Sum256([]byte("one")), sha256.Sum256([]byte("two")))
	if err != nil || string(got) != want {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
}
