# Before an act on one or many: what would follow, what is to be chosen.

preflight-claim = { $n } can be claimed
preflight-release = { $n } can be released
preflight-take-back = { $n } can be taken back
preflight-assign = { $n } can be assigned
preflight-extend = { $n } can be extended
preflight-lock = { $n } can be locked
preflight-unlock = { $n } can be unlocked
preflight-convert-to-pool = { $n } can be moved to a pool
preflight-convert-to-ordinary = { $n } can be made ordinary
preflight-cooling-release = you cannot claim them again until { $when }
preflight-cooling-take-back = their owners cannot claim them again until { $when }
preflight-follows-convert-to-pool = owners keep them, and deadlines start anew now
preflight-follows-convert-to-ordinary = owners keep them, without a deadline and outside the cap
dealt-to = { $n } to { $name }
extended-from-to = Deadline moves from { $before } to { $until }
choose-somebody = Choose somebody; over several they are dealt out evenly
places-free = holds { $holding } / { $cap } · { $free } free
places-full = full: { $holding } / { $cap }
people-search = Find by name or team
people-list = People who could be given customers
people-none = Nobody here can be given customers
whose-mine = mine
whose-all = all teams
whose-team = all of { $team }
days-suffix = {" "}days
extend-days = Extend by
extend-days-most = at most { $n } days at once
convert-to-which = Into which pool
mover-follow_up = follow-up
mover-order = new order
mover-extension = extension
ask-release-one = Release “{ $name }”?
ask-release-many = { $n ->
    [one] Release { $n } customer?
   *[other] Release { $n } customers?
}
ask-take-back-one = Take back “{ $name }”?
ask-take-back-many = { $n ->
    [one] Take back { $n } customer?
   *[other] Take back { $n } customers?
}
ask-assign-one = Assign “{ $name }” to
ask-assign-many = { $n ->
    [one] Assign { $n } customer
   *[other] Assign { $n } customers
}
ask-extend-one = Extend the deadline of “{ $name }”
ask-extend-many = { $n ->
    [one] Extend the deadline of { $n } customer
   *[other] Extend the deadlines of { $n } customers
}
ask-convert-to-pool-one = Move “{ $name }” to a pool?
ask-convert-to-pool-many = { $n ->
    [one] Move { $n } customer to a pool?
   *[other] Move { $n } customers to a pool?
}
ask-convert-to-ordinary-one = Make “{ $name }” an ordinary customer?
ask-convert-to-ordinary-many = { $n ->
    [one] Make { $n } customer ordinary?
   *[other] Make { $n } customers ordinary?
}
confirm-release = Release { $n }
confirm-take-back = Take back { $n }
confirm-assign = { $n ->
    [0] Assign
   *[other] Assign { $n }
}
confirm-extend = Extend { $n }
confirm-convert-to-pool = Move { $n }
confirm-convert-to-ordinary = Make { $n } ordinary
release-reason = Reason (optional)
release-reason-hint = For example: no demand for now
release-reason-unreachable = Cannot be reached
release-reason-no-demand = No demand for now
release-reason-competitor = Chose another supplier
release-reason-wrong-fit = Does not fit our products
take-back-reason = Reason (optional)
take-back-reason-hint = For example: somebody else follows it up
take-back-reason-neglected = Not followed up for long
take-back-reason-other-rep = Somebody else follows up
take-back-reason-too-many = Holds too many
assign-reason = Note (optional)
assign-reason-hint = For example: referred by an old customer

# What was asked, and what the server made of it.

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
asked-take-back-online = Taking back { $n }
asked-take-back-offline = Taking back { $n } once you are online
asked-assign-online = Assigning { $n }
asked-assign-offline = Assigning { $n } once you are online
asked-extend-online = Extending { $n }
asked-extend-offline = Extending { $n } once you are online
asked-lock-online = { $n } locked
asked-lock-offline = { $n } locked; takes effect once you are online
asked-unlock-online = { $n } unlocked
asked-unlock-offline = { $n } unlocked; takes effect once you are online
asked-convert-to-pool-online = Moving { $n } to the pool
asked-convert-to-pool-offline = Moving { $n } to the pool once you are online
asked-convert-to-ordinary-online = Making { $n } ordinary
asked-convert-to-ordinary-offline = Making { $n } ordinary once you are online
asked-already = Already waiting for the server's answer; no need to ask again
result-claim = { $n } claimed
result-release = { $n } released
result-take-back = { $n } taken back
result-assign = { $n } assigned
result-extend = { $n } extended
result-lock = { $n } locked
result-unlock = { $n } unlocked
result-convert-to-pool = { $n } moved to the pool
result-convert-to-ordinary = { $n } made ordinary
result-with-others = { $done }, { $n } not
