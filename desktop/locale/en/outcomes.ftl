# Why the answer is no, or a yes that deserves a word: what, and what now.

reason-gone = This customer no longer exists, or is no longer yours to see
reason-gone-now = Nothing to do; ask your manager if you expected it
reason-pool-closed = The pool “{ $pool }” is closed
reason-pool-closed-now = Choose another pool, or ask an administrator
reason-not-a-member = You are not a member of the pool “{ $pool }”
reason-not-a-member-now = Ask the pool's administrator to add you
reason-already-yours = Already your customer; nothing has changed
reason-already-yours-now = You can follow up right away
reason-taken-by-other = Claimed by { $who }, { $when }
reason-taken-by-other-now = Look at similar customers of the same region
reason-not-in-pool = Not in the pool ({ $state })
reason-not-in-pool-now = If you need this customer, ask your manager to assign it
reason-cooling-down = Cool-down: you can claim it again from { $when }
reason-cooling-down-now = Claim it then; others can claim it already
reason-daily-limit = Today's { $limit } claims are used up; counting starts anew { $when }
reason-daily-limit-now = Claim after { $when }
reason-cap-reached = You hold { $holding } of at most { $cap } customers
reason-cap-reached-now = Release some first; customers in deal take no place
reason-not-allowed = Your role may not do this
reason-not-allowed-now = Ask your manager
reason-not-yours = { $who } holds this customer now, not you
reason-not-yours-nobody = You no longer hold this customer
reason-not-yours-now = If you need it, claim it from the pool or ask your manager
reason-locked = The customer is locked
reason-locked-now = Unlock it, then release it
reason-owned-anew = It became yours again later; this release was about the earlier time and was not done
reason-owned-anew-now = If you still want to release it, release it again
reason-empty-text = Nothing is written yet
reason-empty-text-now = Write what happened, then save
reason-text-too-long = { $length } characters, at most { $limit } fit
reason-text-too-long-now = Shorten it, or make it two
reason-in-the-future = { $when } has not come yet
reason-in-the-future-now = Choose a time that has passed; put plans into the next follow-up
reason-no-longer-yours = Kept under your name; as you no longer hold the customer, it moves no deadline
reason-no-longer-yours-now = If you need the customer, claim it from the pool or ask your manager
reason-batch-too-large = { $size } chosen at once, at most { $limit } fit
reason-batch-too-large-now = Choose them in several goes
reason-intent-expired = The claim asked { $when } waited longer than { $hours } hours and was not sent
reason-intent-expired-now = If you still want it, claim it again
reason-wrong-person = This belongs to another account and was not done
reason-wrong-person-now = Sign in with that account and it is sent by itself
reason-id-reused = Its number is another act's; the server did not do it
reason-id-reused-now = Do it again; what you wrote can be copied
reason-expired-unknown = It waited so long that the server cannot tell whether it was done
reason-expired-unknown-now = Look at the customer first, then decide whether to do it again
reason-unknown-command = The server is older and does not know this act
reason-unknown-command-now = Ask an administrator to upgrade the server, then do it again
reason-unprocessable = The server failed over this act and did not do it
reason-unprocessable-now = What you wrote is kept; try again later, then ask an administrator
reason-not-known-here = The server did not agree, for a reason this version does not know: “{ $code }”
reason-not-known-here-now = A newer version of this program can explain it

somebody-else = somebody else
someone-of-team = { $name } ({ $team })
some-pool = unknown pool
some-time = some time

pool-state-unassigned = in the pool
pool-state-assigned = assigned
pool-state-ordinary = ordinary
pool-state-pending = pending
pool-state-dormant = dormant
deal-deal = Deal
deal-lapsed = Lapsed
deal-none = No order

rule-no-first-follow-up = no first follow-up in { $days } days
rule-no-deal = no deal in { $days } days
rule-follow-up-gap = no follow-up in { $days } days
rule-lapsed = lapsed
rule-protection = { $days }-day return period
exempt-ordinary = ordinary customer
exempt-key-account = key account
exempt-locked = locked
exempt-goal-reached = goal reached
days-left = { $n ->
    [one] { $n } day left
   *[other] { $n } days left
}
last-day = last day
overdue = due now
stays = stays

outflow-reason-release = released
outflow-reason-import = imported
outflow-reason-register = registered
outflow-reason-recycle = recycled
outflow-reason-convert-to-pool = moved to pool
outflow-reason-flow-in = flowed in
outflow-reason-depart = owner left
outflow-reason-no-first-follow-up = no first follow-up
outflow-reason-no-deal = no deal
outflow-reason-follow-up-gap = not followed up
outflow-reason-lapsed = lapsed
outflow-reason-protection = period ended

# What is still on its way.

mark-waiting = To send
mark-submitting = Sending
mark-intent = Claim unconfirmed
mark-checking = Checking
mark-refused = Refused
mark-done = Done
mark-parked = Put aside
mark-asks-you = Asks you

act-claim = Claim
act-claim-intent = Claim (intent)
act-release = Release
act-follow-up = Follow-up
act-unknown = Other act
act-batch-claim = Batch claim
act-batch-release = Batch release
act-batch-of = { $act } · { $when }
act-of-many = { $act } · { $n }

explain-waiting = Kept on this computer; it is sent as soon as there is a network
explain-intent = The server decides once you are online; not yours yet
explain-checking = Sent, waiting for the server's answer; it will not be done twice
explain-submitting = Being sent
explain-parked = The server's answer made no sense; no more tries, everything is kept on this computer
explain-asks-you = Asked { $when }, and it waited long; decide before it is sent
explain-done = { $when }

step-withdraw = Withdraw
step-claim-again = Claim again
step-similar = Similar customers
step-dismiss = Got it
step-show = Show customer
step-send-anyway = Send anyway

# The one sentence on the state of things.

pill-synced = Synced { $time }
pill-syncing = Syncing
pill-syncing-of = Syncing { $done }/{ $total }
pill-offline = Offline · data as of { $time }
pill-offline-waiting = Offline · data as of { $time } · { $n } to send
pill-never = First sync
pill-never-offline = Offline · no data yet
pill-checking = { $n } being checked
pill-waiting = { $n } to send
pill-needs-you = { $n ->
    [one] { $n } needs you
   *[other] { $n } need you
}
pill-sign-in = Sign in again
pill-departed = Account closed
pill-upgrade = Upgrade needed
pill-broken = Out of step with the server; checking anew
pill-tip-synced = All your work has arrived, and the data is up to date
pill-tip-offline = All your work is kept on this computer and is sent as soon as there is a network
pill-tip-needs-you = Open the sync centre
pill-tip-sign-in = Your session has ended. What is not sent yet is kept here and goes on after you sign in
pill-tip-departed = An administrator has closed your account; what is not sent yet is kept on this computer
pill-tip-upgrade = The server no longer supports this version; what is not sent yet is kept on this computer
lead-saved = All your work is kept on this computer. It is sent by itself when there is a network, and every item gets its answer.
lead-all-sent = All your work has arrived.
lead-needs-you = { $n ->
    [one] { $n } item needs a look from you
   *[other] { $n } items need a look from you
}; nothing of it is lost.
sync-nothing = Nothing here
sync-nothing-text = What became of claims, releases and follow-ups is listed here.

claim-is-asked = The claim is on its way; the server decides
claimable-now = Claimable
claimable-from = from { $when }
filter-group-deadline = Deadline
filter-group-claim = Claim
filter-group-deal = Status
filter-group-region = Region
filter-group-tag = Tag
filter-group-level = Level
filter-group-industry = Industry
filter-group-source = Source
filter-group-outflow-reason = Outflow reason
filter-is-claimable = Claimable now
filter-is-flowing-out = About to flow out
filter-chip = { $group }: { $value }

# Asking for one or many, and what became of it.

batch-count = { $n } selected
batch-all = or all { $n } that match
list-separator = {"; "}
said-with-advice = { $what }. { $now }
said-of = { $name }: { $what }
some-customer = This customer
preflight-claim = { $n } can be claimed
preflight-release = { $n } can be released
preflight-already-yours = { $n } already yours
preflight-gone = { $n } no longer exist
preflight-pool-closed = { $n } in a closed pool
preflight-not-a-member = { $n } in a pool you are not in
preflight-taken-by-other = { $n } taken by others
preflight-not-in-pool = { $n } not in the pool
preflight-cooling-down = { $n } cooling down
preflight-daily-limit = { $n } over today's limit
preflight-cap-reached = { $n } over your cap
preflight-not-allowed = { $n } not yours to act on
preflight-not-yours = { $n } not held by you
preflight-locked = { $n } locked
preflight-owned-anew = { $n } changed hands meanwhile
preflight-other = { $n } not possible now
preflight-cooling = you cannot claim them again until { $when }
preflight-intent = you are offline: kept as intents until the server decides
release-one = Release “{ $name }”?
release-many = { $n ->
    [one] Release { $n } customer?
   *[other] Release { $n } customers?
}
release-confirm = Release { $n }
release-reason-unreachable = Cannot be reached
release-reason-no-demand = No demand for now
release-reason-competitor = Chose another supplier
release-reason-wrong-fit = Does not fit our products
asked-claim-online = { $n ->
    [one] { $n } claim sent; the server decides
   *[other] { $n } claims sent; the server decides
}
asked-claim-offline = { $n ->
    [one] { $n } claim noted; the server decides once you are online
   *[other] { $n } claims noted; the server decides once you are online
}
asked-release-online = { $n } released
asked-release-offline = { $n } released; takes effect once you are online
asked-already = Already waiting for the server's answer; no need to ask again
result-claim = { $n } claimed
result-release = { $n } released
result-with-others = { $done }, { $n } not
claimed-one = “{ $name }” is yours
refused-many = { $n ->
    [one] { $n } act was refused; the sync centre tells why
   *[other] { $n } acts were refused; the sync centre tells why
}
more-results = See results
undone = { $n } undone
undone-some = { $n } undone; { $late } already sent, too late to undo
undone-none = Already sent, too late to undo
