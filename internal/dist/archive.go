package main

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
)

// A file is one of an archive: where it lies now, and its mode there.
type file struct {
	path string
	mode fs.FileMode
}

// writeTar writes files into a folder of a compressed archive, all of one date and nobody's.
func writeTar(archive, folder string, date time.Time, files []file) error {
	return writeFile(archive, func(w io.Writer) error {
		small, _ := gzip.NewWriterLevel(w, gzip.BestCompression) // there is such a level
		out := tar.NewWriter(small)
		for _, f := range files {
			content, err := os.ReadFile(f.path)
			if err != nil {
				return err
			}
			header := &tar.Header{
				Name: path.Join(folder, filepath.Base(f.path)), Mode: int64(f.mode),
				Size: int64(len(content)), ModTime: date.UTC().Truncate(time.Second), Format: tar.FormatUSTAR,
			}
			if err := out.WriteHeader(header); err != nil {
				return err
			}
			if _, err := out.Write(content); err != nil {
				return err
			}
		}
		return errors.Join(out.Close(), small.Close())
	})
}

// writeZip is writeTar for systems that open zip.
func writeZip(archive, folder string, date time.Time, files []file) error {
	return writeFile(archive, func(w io.Writer) error {
		out := zip.NewWriter(w)
		for _, f := range files {
			content, err := os.ReadFile(f.path)
			if err != nil {
				return err
			}
			header := &zip.FileHeader{
				Name: path.Join(folder, filepath.Base(f.path)), Method: zip.Deflate, Modified: date.UTC(),
			}
			header.SetMode(f.mode)
			entry, err := out.CreateHeader(header)
			if err != nil {
				return err
			}
			if _, err := entry.Write(content); err != nil {
				return err
			}
		}
		return out.Close()
	})
}

func writeFile(path string, write func(io.Writer) error) error {
	made, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(write(made), made.Close())
}

// writeSums writes SHA256SUMS for the files of a folder, as sha256sum --check reads it.
func writeSums(folder string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	var sums strings.Builder
	for _, entry := range entries {
		content, err := os.ReadFile(filepath.Join(folder, entry.Name()))
		if err != nil {
			return err
		}
		fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256(content), entry.Name())
	}
	return os.WriteFile(filepath.Join(folder, "SHA256SUMS"), []byte(sums.String()), 0o644)
}
