package neo4jlocal

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
)

// oldestJava is the first Java that runs Neo4j 5.
const oldestJava = 17

// javaBase and javaCompiler find, in the list of a Java's modules, its version
// and the compiler that runs Neo4j.java from source.
var (
	javaBase     = regexp.MustCompile(`(?m)^java\.base@(\d+)`)
	javaCompiler = regexp.MustCompile(`(?m)^jdk\.compiler(@|$)`)
)

// findJava returns the path of a Java that can run Neo4j: that of JAVA_HOME, as
// Maven chooses too, or else the first on PATH.
func findJava(ctx context.Context) (string, error) {
	java := "java"
	if home := os.Getenv("JAVA_HOME"); home != "" {
		java = filepath.Join(home, "bin", "java")
	}
	path, err := exec.LookPath(java)
	if err != nil {
		return "", missing("%s is not found; install a JDK of version %d or later, "+
			"such as Debian's openjdk-17-jdk-headless", java, oldestJava)
	}
	modules, err := exec.CommandContext(ctx, path, "--list-modules").Output()
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	// A Java before 9 does not know the question and fails.
	if err != nil {
		return "", missing("%s is too old; install a JDK of version %d or later", path, oldestJava)
	}
	return path, checkModules(path, string(modules))
}

// checkModules judges the Java at path by the list of its modules.
func checkModules(path, modules string) error {
	found := javaBase.FindStringSubmatch(modules)
	if found == nil {
		return missing("%s does not tell its version; install a JDK of version %d or later",
			path, oldestJava)
	}
	if version, err := strconv.Atoi(found[1]); err != nil || version < oldestJava {
		return missing("%s is Java %s; install a JDK of version %d or later",
			path, found[1], oldestJava)
	}
	if !javaCompiler.MatchString(modules) {
		return missing("%s has no compiler; install the JDK, not only the JRE, "+
			"such as Debian's openjdk-17-jdk-headless", path)
	}
	return nil
}
