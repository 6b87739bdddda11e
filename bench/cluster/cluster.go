package cluster

import (
	"context"
	"errors"
	"fmt"
	"os"

	"entente/bench/compare"
	"entente/bench/side"
)

// A Cluster is a number of servers on one database, and the balancer before them.
type Cluster struct {
	servers  []*side.Entente
	balancer *balancer
}

// Start starts n servers, each by start, one after the other, and a balancer before them.
func Start(ctx context.Context, n int, start func() (*side.Entente, error)) (*Cluster, error) {
	c := new(Cluster)
	hosts := make([]string, 0, n)
	for i := range n {
		server, err := start()
		if err == nil {
			c.servers, hosts = append(c.servers, server), append(hosts, server.Host)
			err = ctx.Err()
		}
		if err != nil {
			return nil, errors.Join(fmt.Errorf("server %d of %d: %w", i+1, n, err), c.Stop())
		}
	}
	var err error
	if c.balancer, err = balance(hosts); err != nil {
		return nil, errors.Join(err, c.Stop())
	}
	return c, nil
}

// Host is where the balancer listens, such as "127.0.0.1:8080".
func (c *Cluster) Host() string { return c.balancer.listener.Addr().String() }

// Processes are the servers, for measuring what they take.
func (c *Cluster) Processes() []compare.Process {
	processes := make([]compare.Process, len(c.servers))
	for i, server := range c.servers {
		processes[i] = compare.Process{Role: "server", PID: server.PID()}
	}
	return processes
}

// kill ends the first server without warning and returns once it is gone. It is then none of
// the cluster any more; the balancer finds that it does not accept.
func (c *Cluster) kill() error {
	killed := c.servers[0]
	c.servers = c.servers[1:]
	process, err := os.FindProcess(killed.PID())
	if err != nil {
		return err
	}
	if err := process.Kill(); err != nil {
		return fmt.Errorf("kill a server: %w", errors.Join(err, killed.Stop()))
	}
	return killed.Stop() // it waits for the end
}

// Stop ends the balancer and the servers.
func (c *Cluster) Stop() error {
	if c.balancer != nil {
		c.balancer.close()
	}
	var errs []error
	for _, server := range c.servers {
		errs = append(errs, server.Stop())
	}
	return errors.Join(errs...)
}
