package neo4jlocal

import (
	"bytes"
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"entente/internal/filelock"
)

//go:embed pom.xml
var pom []byte

// classPath returns the class path of Neo4j's jars. The first time Maven
// fetches them into its own repository; the answer is then kept in the user's
// cache folder for as long as the pom and all the jars stay as they are.
func classPath(ctx context.Context, progress io.Writer) (string, error) {
	folder, err := cacheFolder()
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(pom)
	kept := filepath.Join(folder, hex.EncodeToString(sum[:8])+".classpath")
	if found, ok := keptClassPath(kept); ok {
		return found, nil
	}
	lock, err := filelock.Acquire(ctx, kept+".lock")
	if err != nil {
		return "", err
	}
	defer func() { _ = lock.Release() }()
	// Whoever held the lock before may have done the work.
	if found, ok := keptClassPath(kept); ok {
		return found, nil
	}
	return resolve(ctx, kept, progress)
}

// cacheFolder returns the folder for what may be made again.
func cacheFolder() (string, error) {
	base, err := os.UserCacheDir()
	if err != nil {
		return "", missing("there is no folder to cache in: %w; set HOME or XDG_CACHE_HOME", err)
	}
	return filepath.Join(base, "entente", "neo4j"), nil
}

// keptClassPath returns what an earlier run left in file, if all its jars are
// still there.
func keptClassPath(file string) (string, bool) {
	kept, err := os.ReadFile(file)
	if err != nil || len(kept) == 0 {
		return "", false
	}
	for jar := range strings.SplitSeq(string(kept), string(filepath.ListSeparator)) {
		if _, err := os.Stat(jar); err != nil {
			return "", false
		}
	}
	return string(kept), true
}

// resolve asks Maven for the class path and keeps it in file.
func resolve(ctx context.Context, file string, progress io.Writer) (string, error) {
	maven, err := exec.LookPath("mvn")
	if err != nil {
		return "", missing("mvn is not found; install Maven, such as Debian's maven")
	}
	_, _ = fmt.Fprintln(progress, "Fetching Neo4j's jars by Maven; once, it takes some minutes.")
	work, err := os.MkdirTemp(filepath.Dir(file), "resolve-")
	if err != nil {
		return "", err
	}
	defer func() { _ = os.RemoveAll(work) }()
	if err := runMaven(ctx, maven, work); err != nil {
		return "", err
	}
	// The last step is a rename, so that no one ever reads half a class path.
	if err := os.Rename(filepath.Join(work, "classpath"), file); err != nil {
		return "", err
	}
	found, ok := keptClassPath(file)
	if !ok {
		return "", errors.New("the jars that Maven names are not there")
	}
	return found, nil
}

// runMaven leaves the class path in the file "classpath" of folder work.
func runMaven(ctx context.Context, maven, work string) error {
	pomFile := filepath.Join(work, "pom.xml")
	if err := os.WriteFile(pomFile, pom, 0o600); err != nil {
		return err
	}
	var said bytes.Buffer
	cmd := exec.CommandContext(ctx, maven, "--quiet", "--batch-mode", "--file", pomFile,
		"dependency:build-classpath", "-Dmdep.outputFile="+filepath.Join(work, "classpath"))
	cmd.Stdout, cmd.Stderr = &said, &said
	// mvn is a script; Java under it may hold the pipes a little longer.
	cmd.WaitDelay = time.Second
	err := cmd.Run()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return missing("Maven cannot fetch the jars: %w: %s", err, lastLines(said.String()))
	}
	return nil
}
