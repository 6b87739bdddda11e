package command

import "os"

// A lateFile is made, or emptied, when something is written to it.
type lateFile struct {
	path string
	file *os.File
}

// Write writes to the file.
func (l *lateFile) Write(text []byte) (int, error) {
	if l.file == nil {
		file, err := os.OpenFile(l.path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666)
		if err != nil {
			return 0, err
		}
		l.file = file
	}
	return l.file.Write(text)
}

// Close closes the file, if it was made.
func (l *lateFile) Close() error {
	if l.file == nil {
		return nil
	}
	return l.file.Close()
}
