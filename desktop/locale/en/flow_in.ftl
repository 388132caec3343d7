# Which registrations go where, and which activity is demand enough.

pools-part-pools = Pools
pools-part-flow-in = Flow-in rules
flow-in-first = First rules
flow-in-version = Version { $n }
flow-in-typed = Changes not saved yet
flow-in-overtaken = The rules were just changed; yours are not saved yet, and saving puts them in place of those
flow-in-broken = A newer server saved these rules and they cannot be read here. Update this program, then change them.
flow-in-lead = Enthusiast and DFM registrations sleep at first and are in no list; once their activity scores enough they flow into a pool. Saved rules hold at once, also for those asleep already.
flow-in-meaning = What these rules say
flow-in-means-unsaid = Some fields need correcting; then this says what they mean
flow-in-scores = Points by activity
flow-in-scores-hint = Other activity scores nothing
flow-in-scores-none = No activity scores, so no sleeping customer flows in by itself
flow-in-points = points
flow-in-add-kind = Add activity
flow-in-other-kind = Other activity…
flow-in-enough = Enough to flow in
flow-in-threshold = Threshold
flow-in-window = Within the last
flow-in-pool-field = Into the pool
flow-in-pool-hint = where their source has no pool of its own
flow-in-sources = Where customers of each source go
flow-in-add-source = Add source…
flow-in-oldest = The oldest open pool
flow-in-as-others = The pool above
flow-in-pick-pool = Choose a pool
flow-in-pool-closed = { $pool } (closed)
flow-in-turn = { $n ->
    [0] In turn to…
    [one] In turn to { $n } person…
   *[other] In turn to { $n } people…
}
flow-in-note-sleeps = Sleep first, flow in with enough points
flow-in-remove = Remove { $name }
flow-in-save = Save
flow-in-present = Discard changes
flow-in-choose-pool = Choose a pool first
flow-in-turn-title = Who gets customers from “{ $source }” in turn?
flow-in-turn-text = One each in the order listed; whoever has no free place is passed over, and with no place free at all they stay in the pool. With nobody chosen they go straight into the pool.
flow-in-turn-confirm = { $n ->
    [0] Nobody
    [one] In turn to { $n } person
   *[other] In turn to { $n } people
}
flow-in-word-kind-title = Add activity
flow-in-word-kind-text = The word by which the shop system tells this activity, for example webinar.
flow-in-word-kind-label = Activity
flow-in-word-source-title = Add source
flow-in-word-source-text = The word by which the shop system tells this source, for example exhibition.
flow-in-word-source-label = Source
flow-in-word-confirm = Add
flow-in-word-length = It needs { $least } to { $most } characters
flow-in-word-there = It is in the list already
flow-in-kind-login = Sign-in
flow-in-kind-browse = Browsing
flow-in-kind-upload = Gerber upload
flow-in-kind-quote = Quote request
flow-in-kind-cart = Put into the cart
flow-in-kind-consult = Consultation
flow-in-kind-order = Order
source-self-registered = Self-registered
source-offline-legacy = Offline legacy
source-enthusiast = Enthusiast
source-dfm = DFM
source-imported = Imported
source-entered = Entered by a rep
flow-in-others = Other sources

flow-in-joint = {"; "}
flow-in-or = {" or "}
flow-in-and = {" and "}
flow-in-once = “{ $kind }” ({ $points ->
    [one] { $points } point
   *[other] { $points } points
})
flow-in-often = { $n } × “{ $kind }” ({ $points ->
    [one] { $points } point
   *[other] { $points } points
} each)
flow-in-means = Within { $days ->
    [one] { $days } day
   *[other] { $days } days
}: { $enough } is enough to flow into { $into }
flow-in-means-both = Within { $days ->
    [one] { $days } day
   *[other] { $days } days
}: { $either }, or else { $both }, is enough to flow into { $into }
flow-in-means-never = By these points no sleeping customer flows in by itself
flow-in-goes = { $source }: straight into { $pool }
flow-in-turns = { $source }: in turn to { $people }, into { $pool } when no place is free
flow-in-sleeps = { $source }: asleep first, into { $pool } with enough points
flow-in-pool = “{ $pool }”
flow-in-oldest-pool = the oldest open pool
flow-in-their-pools = the pool of their source

act-save-flow-in = Save flow-in rules
act-batch-save-flow-in = Batch save flow-in rules
subject-flow-in = Flow-in rules
step-show-flow-in = Show rules
asked-flow-in-saved = flow-in rules
setting-threshold = Threshold
setting-window-days = Window in days
setting-score = Points for “{ $kind }”
