package compare

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"time"

	"entente/bench/load"
	"entente/bench/usage"
)

// A Side is one way to do what is compared.
type Side struct {
	// Name is what the report calls it.
	Name string
	// Open connects a client.
	Open func() (load.Client, error)
	// Processes are what works for it, by what the report calls them.
	Processes []Process
	// Clients, if it is not 0, is how many ask at once in place of the comparison's, and Warm
	// how long it is warmed.
	Clients int
	Warm    time.Duration
}

// A Process is a program whose share of the machine is measured.
type Process struct {
	Role string // "server" or "database"
	PID  int
}

// A Comparison is what is asked of all sides.
type Comparison struct {
	Sides []Side
	// Clients is how many ask at once, and Rate how many requests are due in a second, or
	// 0 for as many as are answered.
	Clients int
	Rate    float64
	// Rounds is how often each side has its turn, and Turn how long that is. Before that
	// it has Warm.
	Rounds     int
	Turn, Warm time.Duration
}

// A Turn is what a side did in one round.
type Turn struct {
	load.Sample
	// CPU is the time of processors by role; "client" is the process that asks.
	CPU map[string]time.Duration
}

// An Outcome is what a side did in all rounds.
type Outcome struct {
	Side  string
	Turns []Turn
	// Memory is what each process had at the end, in bytes by role.
	Memory map[string]int64
}

// Run has the sides take turns. Each operation has a number that no other of its side has.
func Run(ctx context.Context, c Comparison) ([]Outcome, error) {
	outcomes := make([]Outcome, len(c.Sides))
	next := make([]int, len(c.Sides))
	take := func(i int, lasts time.Duration) (Turn, error) {
		turn, err := c.turn(ctx, c.Sides[i], next[i], lasts)
		if err != nil {
			return Turn{}, fmt.Errorf("%s: %w", c.Sides[i].Name, err)
		}
		next[i] += len(turn.Waits) + 2*c.Clients // numbers that were taken in vain
		return turn, nil
	}
	for i, side := range c.Sides {
		outcomes[i].Side = side.Name
		if _, err := take(i, cmp.Or(side.Warm, c.Warm)); err != nil {
			return nil, err
		}
	}
	for range c.Rounds {
		for i := range c.Sides {
			turn, err := take(i, c.Turn)
			if err != nil {
				return nil, err
			}
			outcomes[i].Turns = append(outcomes[i].Turns, turn)
		}
	}
	for i, side := range c.Sides {
		outcomes[i].Memory = make(map[string]int64)
		for _, p := range side.Processes {
			if used, err := usage.Of(p.PID); err == nil {
				outcomes[i].Memory[p.Role] += used.Resident
			}
		}
	}
	return outcomes, nil
}

// turn has a side do as much as it can for a time.
func (c Comparison) turn(
	ctx context.Context, side Side, from int, lasts time.Duration,
) (Turn, error) {
	processes := append([]Process{{"client", os.Getpid()}}, side.Processes...)
	before := cpu(processes)
	clients := c.Clients
	if side.Clients > 0 {
		clients = side.Clients
	}
	sample, err := load.Run(ctx, load.Plan{
		Clients: clients, Rate: c.Rate, For: lasts, From: from,
	}, side.Open)
	if err != nil {
		return Turn{}, err
	}
	turn := Turn{Sample: sample, CPU: cpu(processes)}
	for role := range turn.CPU {
		turn.CPU[role] -= before[role]
	}
	return turn, nil
}

// cpu returns the time of processors by role, of those whose it is known.
func cpu(processes []Process) map[string]time.Duration {
	used := make(map[string]time.Duration)
	for _, p := range processes {
		if u, err := usage.Of(p.PID); err == nil {
			used[p.Role] += u.CPU
		}
	}
	return used
}
