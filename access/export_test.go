package access

// NewGuardAt is NewGuard with another clock.
var NewGuardAt = newGuard
