"""What we remember of the server, and what we have asked of it.

Two encrypted files in a profile's folder: me.db (own data, outbox, receipts, reference) and pool.db (rebuildable).
A user's act writes only the outbox; base rows change only by what the server sent.

    from sync.cache.opening import open_cache
    cache = open_cache(folder, key_hex, person_id=..., identity=...)    raises sync.cache.errors.CacheTrouble
    cache.close()
    set_aside(folder, identity)     where the key is lost: keep both files under other names and start anew

Every method may be called from any thread; each is one read snapshot or one transaction. `now` is the server's time
(`ServerClock.now()`). The parts, whose values are in `sync.cache.asking` and `sync.cache.answers`:

    cache.register     count(wanted, now) -> int
                       ids(wanted, now, limit=None) -> list[str]      whole and sorted; limit=200 to peek
                       rows(ids, now) -> list[CustomerView]           in the order asked; those gone are left out
                       customer(customer_id, now) -> CustomerView | None
                       follow_ups(customer_id, before=None, limit=50) -> list[FollowUpView]   newest first; `before`
                       is the last one shown
                       values(shelf, facet) -> list[str]
    cache.plans        due(until, now) -> tuple[Plan, ...]            own follow-ups planned until that day
    cache.bench        quota(now, pool_id=None) -> QuotaView | None   None before the first sync
                       claims(ids, now) -> list[Claim]
                       releases(ids, note="") -> list[Release]        at the ownership the person sees
                       preflight(commands, now, is_online=True) -> Preflight
    cache.outbox       submit(commands, now, is_online=...) -> Submitted     on disk before it returns
                       withdraw(command_ids) -> tuple[str, ...]       those still unsent, and only those
                       groups(tab=OutboxTab.ALL) -> list[Group], item(command_id) -> Item | None
                       counts() -> OutboxCounts
                       dismiss(command_ids)                           refused, done, or given up
                       ask_again(command_ids, now) -> tuple[str, ...] needs_you back in the queue, perhaps under new ids
    cache.office       company(now) -> Company                        as it will stand after what is on its way
                       judge(command, now) -> Granted | Refused
                       submit(commands, now) -> Submitted             about the company, by its admins; same outbox
                       pending() -> Mapping[str, tuple[Item, ...]]    on its way, by person, team or pool
    cache.flow_in      present() -> FlowIn | None, coming(now)        rules of flowing in, as they hold and will hold;
                       None where they cannot be read here
    cache.requests     all(now) -> tuple[RequestView, ...]            customers asked back (SPEC 2.4), newest first
                       of(follow_up_id, now) -> RequestView | None, open_count(now) -> int
                       may_ask(command_id, now) -> AskReinstatement | None   of a late follow-up in the outbox
                       askable(now) -> dict[str, AskReinstatement]    the same of all of them, by command id;
                       answers are drafted by bench.reinstates(rows) and bench.declines(rows, note="")
    cache.notices      since(moment | None) -> tuple[NoticeView, ...] what others did to one's customers, newest first
                       unseen_count() -> int, mark_seen(now)
    cache.census       of_pools() -> Mapping[PoolId, Headcount]       how many lie in each pool and how many are held
    cache.forecasting  begin(pool_id, candidate, now) -> Outlook      what would flow out by other rules:
                       go_on(outlook) -> Outlook                      with a stretch more, until `is_done`
    cache.directory    person(id) -> Person | None, people(), teams(), pools() -> tuple[Pool, ...] (granted, by name),
                       ruleset(pool_id, now) -> Ruleset, versions(pool_id) -> tuple[Ruleset, ...], actor()
    cache.attachments  add(file: bytes | Path, name, customer_id, purpose, now, thumbnail=None) -> Added | Refused
                       of(customer_id), named(ids), refused() -> AttachmentViews; state(id) -> FileState
                       content(id), thumbnail(id) -> bytes | None     of this machine; else `Courier.want` brings it
                       remove(id) -> bool while nothing that was asked names it, dismiss(id) a refused one
    cache.known        find(company, except_id="") -> Acquaintance | None     is it known (H 112), as far as we see
                       near(name) -> tuple[Acquaintance, ...]         names like it
    cache.entries      load(form) -> dict[str, str] | None, keep(form, typed), forget(form)
    cache.drafts       load(customer_id) -> DraftFollowUp | None, keep(customer_id, draft), forget(customer_id)
    cache.settings     get(name, default="") -> str, put(name, value)
    cache.dispatch     for the engine: what goes next, and what became of it
    cache.scopes       for the engine: cursors(), store(page), ...
                       last_pulled_at() -> Instant | None, row_count(scope=None) -> int
"""
