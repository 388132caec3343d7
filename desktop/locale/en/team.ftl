# The team page: who works where, what they hold, what waits.

table-team = Teams and people
team-search = Find a team or a person
column-member = Teams and people
column-roles = Role
column-places = Places
column-waiting = To assign
team-people = { $n ->
    [one] { $n } person
   *[other] { $n } people
}
team-waiting = { $n ->
    [one] { $n } customer
   *[other] { $n } customers
}
team-held = { $n ->
    [one] { $n } customer
   *[other] { $n } customers
}
team-places = { $holding } / { $cap }
team-places-full = { $holding } / { $cap } · full
team-departed = Departed
team-active = Active
team-a-team = Team
team-key-account = Key-account rep
fact-people = People
fact-waiting = Waiting customers
fact-places = Places taken
fact-held = Customers held
team-row-show = Show
team-step-show = Show customers
team-step-waiting = See waiting
team-step-withdraw = Withdraw
team-step-move = Move team
team-step-depart = Record departure
team-lead = { $teams ->
    [one] { $teams } team
   *[other] { $teams } teams
} · { $people ->
    [one] { $people } person
   *[other] { $people } people
}
team-lead-offline = { $lead } · Offline: changes are kept here and take effect once online
team-nothing = Nothing found for “{ $text }”
team-nothing-text = Try another name; empty the search to list all.
team-depart-asked = Submitted: departure of { $name }
team-move-asked = Submitted: move { $name }
team-asked-offline = { $said }; takes effect once online

depart-title = Record that { $name } has left?
depart-customers = { $n ->
    [one] Their { $n } customer waits in { $team } for a manager to assign it again.
   *[other] Their { $n } customers wait in { $team } for a manager to assign them again.
}
depart-no-customers = They hold no customers.
depart-sessions = They are signed out on every device at once and cannot sign in again.
depart-undelivered = Follow-ups and other work not delivered yet are still kept under their name when they arrive.
depart-for-good = Once sent, this cannot be undone.
depart-offline = You are offline: it takes effect once online, and can be withdrawn until it is sent.
move-title = Where should { $name } go?
move-to-root = Top team (no parent)
move-search = Find a team
move-teams = Parent team
move-no-teams = No such team
move-nothing = It stands here already
move-consequence = { $what }; its people and the teams below it move along, and other managers look after them.
