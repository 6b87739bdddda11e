package memlimit

import (
	"testing"
	"testing/fstest"
)

func TestTheLeastLimitOfAllGroupsCounts(t *testing.T) {
	for _, tt := range []struct {
		name  string
		files map[string]string
		want  int64
	}{
		{"no Linux", nil, 0},
		{"none", map[string]string{"proc/self/cgroup": "0::/\n"}, 0},
		{"none that is a number", map[string]string{
			"proc/self/cgroup": "0::/a\n", "sys/fs/cgroup/a/memory.max": "max\n",
		}, 0},
		{"its own", map[string]string{
			"proc/self/cgroup": "0::/a/b\n", "sys/fs/cgroup/a/b/memory.max": "1000\n",
		}, 1000},
		{"that above", map[string]string{
			"proc/self/cgroup": "0::/a/b\n", "sys/fs/cgroup/a/b/memory.max": "1000\n",
			"sys/fs/cgroup/a/memory.max": "500\n",
		}, 500},
		{"that of a container, by a path of the host", map[string]string{
			"proc/self/cgroup": "0::/../../docker/1\n", "sys/fs/cgroup/memory.max": "700\n",
		}, 700},
		{"version 1", map[string]string{
			"proc/self/cgroup": "9:cpu,cpuacct:/x\n4:memory:/y\n",
			"sys/fs/cgroup/memory/y/memory.limit_in_bytes":      "300\n",
			"sys/fs/cgroup/memory/memory.limit_in_bytes":        "9223372036854771712\n",
			"sys/fs/cgroup/cpu,cpuacct/x/memory.limit_in_bytes": "1\n",
		}, 300},
		{"version 1 without one", map[string]string{
			"proc/self/cgroup": "4:memory:/\n", "sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n",
		}, 0},
	} {
		root := fstest.MapFS{}
		for name, text := range tt.files {
			root[name] = &fstest.MapFile{Data: []byte(text)}
		}
		got, ok := find(root)
		if ok != (tt.want != 0) || ok && got != tt.want {
			t.Errorf("%s: got %d, %v, want %d", tt.name, got, ok, tt.want)
		}
	}
}

func TestALimitThatWasGivenStays(t *testing.T) {
	t.Setenv("GOMEMLIMIT", "1GiB")
	if got := Set(); got != 0 {
		t.Errorf("with GOMEMLIMIT: got %d, want 0, which is none", got)
	}
}
