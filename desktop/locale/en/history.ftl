# Whose a customer was.

verb-register = Registered
verb-import = Imported
verb-claim = Claimed
verb-release = Released
verb-assign = Assigned
verb-recycle = Recycled
verb-convert-to-pool = Moved to pool
verb-convert-to-ordinary = Made ordinary
verb-extend = Extended
verb-lock = Locked
verb-unlock = Unlocked
verb-depart = Owner left
verb-reinstate = Reinstated
verb-flow-in = Flowed in
by-the-system = the system
nobody-held = nobody
from-to = { $before } → { $after }
stays-with = stays with { $name }
deadline-rule-then = rule: { $rule }
demand-then = activity of { $days ->
    [one] one day
   *[other] { $days } days
} came to { $score } points ({ $threshold } are enough)
was-due = due { $when }
was-extended = { $days } days, from { $before } to { $until }
because = reason: { $note }
no-history = No history of ownership yet.
