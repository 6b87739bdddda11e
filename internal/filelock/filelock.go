// Package filelock lets processes of one machine take turns by a lock on a file.
package filelock

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"
)

// pollEvery is how often Acquire looks again while someone else holds the lock.
const pollEvery = 100 * time.Millisecond

// A Lock is held from Acquire to Release, or to the end of the process that
// took it, however it ends.
type Lock struct {
	file *os.File
}

// Acquire takes the lock on the file at path and waits for its turn until ctx is
// done; the error then wraps ctx.Err(). The file and its folder are made where
// missing, and the file stays behind, because removing it would let two
// processes lock two files of one name. Locks taken twice by one process exclude
// each other too. Where the system has no such locks the error wraps
// errors.ErrUnsupported.
func Acquire(ctx context.Context, path string) (*Lock, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	for {
		held, err := Try(file)
		if held {
			return &Lock{file: file}, nil
		}
		if err == nil {
			err = pause(ctx)
		}
		if err != nil {
			_ = file.Close()
			return nil, fmt.Errorf("lock %s: %w", path, err)
		}
	}
}

// pause waits for the next look, or returns ctx.Err() when ctx is done first.
func pause(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(pollEvery):
		return nil
	}
}

// Release lets the next one in. The lock must not be used afterwards.
func (l *Lock) Release() error {
	return l.file.Close()
}

// Text returns what was last written by SetText, by this holder or one before.
func (l *Lock) Text() (string, error) {
	text, err := io.ReadAll(io.NewSectionReader(l.file, 0, 1<<16))
	return string(text), err
}

// SetText replaces what is written in the lock's file. It outlives the lock.
func (l *Lock) SetText(text string) error {
	if err := l.file.Truncate(0); err != nil {
		return err
	}
	_, err := l.file.WriteAt([]byte(text), 0)
	return err
}
