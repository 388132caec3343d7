# The numbers of a pool's rules, by their words.

setting-zone = Company time zone
setting-daily-claim-limit = Daily claim limit
setting-holding-cap = Holding cap
setting-cool-down-hours = Cool-down
setting-deal-days = Deal period
setting-no-first-follow-up-days = No first follow-up
setting-no-deal-days = No deal
setting-follow-up-gap-days = Follow-up gap
setting-is-lapse-recycled = Recycle when lapsed
setting-protection-days = Return period
setting-is-goal-exempt = Keep where goal is reached
setting-warning-days = About to flow out
setting-lock-limit = Locks per person
setting-extension-days = One extension
setting-extension-times = Number of extensions
setting-intent-hours = Claim intents stay fresh
setting-batch-limit = Batch size
setting-on = on
setting-off = off
unit-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
unit-hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
unit-times = { $n ->
    [one] once
   *[other] { $n } times
}
unit-customers = { $n ->
    [one] { $n } customer
   *[other] { $n } customers
}
unit-name-days = days
unit-name-hours = hours
unit-name-times = times
unit-name-customers = customers

# A pool's rules.

list-joint = {", "}
rules-in-short = { $returns }; { $claims } claims a day, { $cap } held at most
rules-nothing-returns = nothing returns by itself
rules-change = { $setting }: { $before } → { $after }
rules-change-joint = {"; "}
rules-change-none = No number changed
rules-version = Version { $n }
rules-since = from { $when }
rules-first-version = The first version
rules-holding = in force
rules-to-come = to come
rules-versions = Versions
rules-group-return = Return to the pool
rules-group-claim = Claims
rules-group-relief = Extensions and locks
rules-group-company = Batches and time zone
rules-preset = Fill in
rules-preset-huaqiu = Huaqiu: four rules
rules-preset-fanpu = Fanpu: one period
rules-preset-present = What holds now
rules-effective = In force from
rules-effective-hint = from the start of that day, 0:00
rules-save = Forecast and save…
rules-not-a-number = Write a whole number
rules-troubles = { $n ->
    [one] { $n } field to correct, marked above
   *[other] { $n } fields to correct, marked above
}
rules-what-if-title = Save version { $n } of the rules of “{ $pool }”?
rules-what-if-counting = Forecasting: { $percent }%
rules-what-if-text = { $candidate ->
    [one] By the new rules { $candidate } customer will flow out within { $days } days ({ $present } by the present ones).
   *[other] By the new rules { $candidate } customers will flow out within { $days } days ({ $present } by the present ones).
}
rules-what-if-since = In force from { $when }. { $changes }
rules-what-if-overtaken = From { $when } version { $n }, saved before, takes its place.
rules-what-if-not-counted = Could not be forecast: { $cause }. It can be saved all the same.
rules-what-if-save = Save as version { $n }
rules-what-if-chart = Customers flowing out per day
rules-what-if-owners = Customers flowing out per rep
rules-what-if-nobody = No customer will flow out
rules-what-if-present = Present rules
rules-what-if-candidate = New rules
rules-what-if-difference = Change
rules-what-if-day = { $day }: { $candidate } by the new rules, { $present } by the present ones
rules-what-if-owner = Owner

# The page of the pools.

company-waiting = waiting
pools-lead = { $open ->
    [one] { $open } pool open
   *[other] { $open } pools open
}, { $closed } closed
pools-list = Pools
pools-none = No pool yet
pools-none-text = Make a pool, choose its members and rules, then open it.
pools-none-yours = No pool of yours
pools-none-yours-text = Once a system administrator makes you a pool administrator, the pool appears here.
pools-found = New pool…
pool-open = open
pool-closed = closed
pool-figures = { $members ->
    [one] { $members } member
   *[other] { $members } members
} · { $unassigned } in the pool · { $assigned } assigned
pool-figures-closed = { $members ->
    [one] { $members } member
   *[other] { $members } members
}
pool-tab-members = Members
pool-tab-rules = Rules
pool-rename = Rename…
pool-open-it = Open
pool-close-it = Close…
pool-note-open = Members can claim · { $figures }
pool-note-closed = Closed; nobody can claim · { $figures }
pool-note-emptying = { $n ->
    [one] Closed; { $n } customer is still being moved out
   *[other] Closed; { $n } customers are still being moved out
}
pool-note-read-only = { $note } · System administrators set members and rules
pool-note-waiting = { $note } · changes wait to be sent
pool-name = Name
pool-name-hint = For example: South
pool-found-title = New pool
pool-found-text = A new pool is closed at first and has Huaqiu's four rules. Choose its members, then open it.
pool-found-confirm = Make it
pool-rename-title = Rename “{ $pool }”
pool-rename-confirm = Rename
pool-close-title = Close the pool “{ $pool }”?
pool-close-text = It has { $assigned } assigned and { $unassigned } unassigned customers. Assigned customers become ordinary customers of their owners and have no deadline any more.
pool-close-unassigned = Unassigned customers
pool-close-to-pool = go to the pool
pool-close-to-team = wait in the team
pool-close-confirm = Close the pool
members-add = Add members…
members-none = No member yet, so nobody can claim
members-title = Add members to “{ $pool }”
candidates-search = Find by name or team
candidates-list = People and teams who can be members
candidates-none = Nobody found
members-as-admin = As pool administrators
members-confirm = { $n ->
    [0] Add
   *[other] Add { $n }
}
member-already = a member already
member-whole-team = { $team } (whole team)
member-team = { $n ->
    [one] Team · { $n } person
   *[other] Team · { $n } people
}
member-departed = has left
member-admin = Pool administrator
member-make-admin = Make administrator
member-make-member = Make plain member
member-remove = Remove
company-asked = Sent: { $what }
company-asked-offline = Noted: { $what }; takes effect once you are online
company-asked-already = It is so already; nothing changed
asked-pool-founded = new pool “{ $pool }”
asked-pool-renamed = new name “{ $pool }”
asked-pool-opened = open “{ $pool }”
asked-pool-closed = close “{ $pool }”
asked-members-added = { $n ->
    [one] { $n } member added
   *[other] { $n } members added
}
asked-member-admin = { $who } as pool administrator
asked-member-plain = { $who } as pool member
asked-member-removed = { $who } removed
asked-rules-saved = version { $n } of the rules of “{ $pool }”
pool-close-choose = Choose one
