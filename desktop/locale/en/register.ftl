tab-mine = My pool customers
tab-pool = Pool
table-customers = List of customers
column-name = Customer
column-region = Region
column-tags = Tags
column-status = Status
column-last-order = Ordered
column-last-follow-up = Contact
column-outflow = Days left
column-outflow-reason = Why it left
column-entered-pool = Entered
column-claimable = Claimable
pool-chooser = Pool: { $name }
filter-add = Filter
filter-add-tip = Add a filter
filter-clear = Clear filters
filter-remove = Remove filter: { $name }
changed-text = { $n ->
    [one] { $n } customer came or went
   *[other] { $n } customers came or went
}
changed-refresh = Refresh
batch-none = Untick all
release-reason = Reason (optional)
release-reason-hint = For example: no demand for now
result-others = { $n ->
    [one] Not done: { $n } customer
   *[other] Not done: { $n } customers
}
result-copy = Copy reasons
blank-progress = First sync
blank-progress-text = Your customers are being downloaded to this computer. Look around meanwhile; the list appears by itself.
blank-mine-empty-title = No pool customers yet
blank-mine-empty-text = Customers you claim or are assigned appear here, with the days they have left.
blank-mine-empty-act = Go to the pool
blank-pool-empty-title = The pool is empty now
blank-pool-empty-text = Customers who are released or flow out come back here, for anyone to claim.
blank-pool-empty-act = Sync now
blank-filtered-empty-title = Nobody matches
blank-filtered-empty-text = Try another word, or fewer filters.
blank-filtered-empty-act = Clear search and filters
blank-offline-title = Offline, and not on this computer yet
blank-offline-text = It is downloaded as soon as there is a network. Customers downloaded before can still be read and followed up.
blank-offline-act = Connect again
blank-never-synced-title = Not synced yet
blank-never-synced-text = The first sync needs a network; afterwards you can open, search and follow up without one.
blank-never-synced-act = Start the sync
blank-no-permission-title = You may not see this list
blank-no-permission-text = If you need it, ask a system admin or the pool's admin to add you.
blank-no-permission-act = Check again
blank-error-title = The list could not be opened
blank-error-text = Everything you wrote is still on this computer; nothing is lost.
blank-error-act = Try again
