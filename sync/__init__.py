"""How a client and its server stay one: the wire, the cache, the engine, and the doors they go through.

What a program wires together (see also `sync.cache`):

    sync.profile         profile_of(root, server, person_id, person_name) -> Profile, made where missing;
                         known_profiles(root) -> list[Profile], newest first; forget(profile);
                         finish_forgetting(root) ends what was cut short;
                         Profile: folder, server, person_id, person_name, device_id; own(profile) -> Ownership
                         (a lock file; raises InUse), Ownership.close()
    sync.http_transport  HttpTransport(server_url, ca_file=None, agent=...), .close() interrupts what waits
                         .about() and .is_ready() need nobody to be signed in;
                         .probing: Probe(server_url, ca_file, proxy), the way to a server step by step
    sync.releases        kept_releases(settings) -> Releases: what the server last said of versions
    sync.patience        Patience: how slow a reply may be and still be waited for
    sync.folding         folded(body), unfolded(raw): zstd on the way, within bounds
    sync.session         sign_in(transport, device, login, password) -> Session;
                         SessionHolder(store, transport, clock, device_id), .begin(session), .end()
    sync.engine          Engine(cache, transport, sessions, server_clock, device_id, app_version)
                         .step() -> Report (one exchange), .is_resting, .run_once() -> Report (a whole round);
                         no threads of its own; CLOCK_OFFSET names the setting for ServerClock's offset
    sync.ear             Ear(cache, transport, sessions, server_clock).listen(seconds) -> tuple[str, ...]: scopes that
                         moved; with a transport of its own
    sync.importing       Importer(line, sessions, server_clock): .terms(language), .bring_in(order, file, tell,
                         is_given_up), .stop(); with a thread of its own
    sync.courier         Courier(cache, line, sessions, server_clock, chance): files up and down; .step() -> Delivery,
                         .run_once(), .tidy() after each round, .want(attachment_id, part) from any thread
    sync.passwords       PasswordDesk(line, sessions, server_clock).change(old, new) -> PasswordAnswer
    sync.schedule        delay_seconds(failures, chance, retry_after_seconds=None) -> float, next_round_seconds(chance)
    sync.state           sync_state(...) -> SyncState
"""
