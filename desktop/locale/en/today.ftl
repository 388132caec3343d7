# Today: what waits, what was done by others.

today-planned = Planned follow-ups
today-flowing = About to flow out
today-changes = What changed for you
today-requests = My requests
today-line-new = New: { $line }
today-line-gone = { $line } (you cannot see this customer any more)
today-planned-nothing = No follow-up is planned for today. Choose “next follow-up” while you write one, and it stands here on its day.
today-flowing-nothing = No customer flows out within three days.
today-changes-nothing = Nobody has changed anything about your customers in the last seven days.
today-requests-nothing = No requests. Where a follow-up arrives after its customer was recycled, ask for it back in the sync centre.
today-nothing = Nothing to do today
today-nothing-text = Planned follow-ups, customers about to flow out and what others do to your customers stand here.
today-more = { $n } more
today-all-flowing = { $n ->
    [one] Show it in the list
   *[other] Show all { $n }
}
plan-today = Today
plan-overdue = { $n ->
    [one] { $n } day late
   *[other] { $n } days late
}
plan-last = { $when }: { $text }
plan-no-last = No follow-up yet
customers-of-group = { $n ->
    [one] { $n } customer
   *[other] { $n } customers
}
change-recycled = Flowed out
change-taken-back = Taken back
change-assigned-away = Moved
change-departed = Moved
change-given = Assigned
change-reinstated = Reinstated
change-extended = Extended
change-to-pool = To pool
change-to-ordinary = To ordinary
change-other = Changed
changed-recycled = { $rule }
changed-taken-back = into the pool by { $who }
changed-assigned-away = to { $to } by { $who }
changed-departed = handed to the team, to be assigned
changed-given = to you by { $who }
changed-reinstated = to you by { $who }
changed-extended = until { $until }
changed-extended-nth = until { $until } (extension { $n })
changed-to-pool = by { $who }; still yours
changed-to-pool-lost = by { $who }
changed-to-ordinary = by { $who }; still yours
changed-to-ordinary-lost = by { $who }
changed-other = { $verb } by { $who }
change-said = { $what } · { $note }
request-waits = a manager answers
request-was-granted = by { $who }
request-was-declined = by { $who }
request-was-declined-because = by { $who }: { $note }
news-recycled = { $n ->
    [one] { $n } customer flowed out
   *[other] { $n } customers flowed out
}
news-taken-back = { $n ->
    [one] { $who } took back { $n } customer
   *[other] { $who } took back { $n } customers
}
news-assigned-away = { $n ->
    [one] { $who } assigned { $n } customer of yours to somebody else
   *[other] { $who } assigned { $n } customers of yours to somebody else
}
news-departed = { $n ->
    [one] { $n } customer was handed to the team
   *[other] { $n } customers were handed to the team
}
news-given = { $n ->
    [one] { $who } assigned { $n } customer to you
   *[other] { $who } assigned { $n } customers to you
}
news-reinstated = { $n ->
    [one] { $who } gave { $n } customer back to you
   *[other] { $who } gave { $n } customers back to you
}
news-extended = { $n ->
    [one] The deadline of { $n } customer was extended
   *[other] The deadlines of { $n } customers were extended
}
news-to-pool = { $n ->
    [one] { $who } moved { $n } customer of yours into a pool
   *[other] { $who } moved { $n } customers of yours into a pool
}
news-to-ordinary = { $n ->
    [one] { $who } made { $n } customer of yours ordinary
   *[other] { $who } made { $n } customers of yours ordinary
}
news-other = { $n ->
    [one] { $n } customer changed
   *[other] { $n } customers changed
}
news-declined = The request for “{ $name }” was declined
news-see = See today
