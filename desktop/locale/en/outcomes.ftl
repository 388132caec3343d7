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
reason-locked-now = Unlock it, then do it again
reason-owned-anew = It changed hands meanwhile; this was about the earlier time and was not done
reason-owned-anew-now = Look at the customer first; if you still want it, do it again
reason-not-your-team-customer = The customer does not belong to a team of yours
reason-not-your-team-person = { $person } is not in a team of yours
reason-not-your-team-now = Ask the manager above both
reason-already-theirs = { $person } holds it already; nothing has changed
reason-already-theirs-now = Nothing to do
reason-person-departed = { $person } has left and can be given no customers
reason-person-departed-now = Choose somebody else
reason-person-cannot-hold = { $person } has no role that may hold customers
reason-person-cannot-hold-now = Choose a rep, or ask a system administrator to change the role
reason-person-not-a-member = { $person } is not a member of the pool “{ $pool }”
reason-person-not-a-member-now = Choose a member, or ask a system administrator to add them
reason-person-full = { $person } holds { $holding } of at most { $cap } customers
reason-person-full-now = Choose somebody with free places, or release some first
reason-no-deadline = No deadline runs for this customer, so there is none to extend
reason-no-deadline-now = Nothing to do
reason-extension-length = 1 to { $limit } days can be added at once, not { $days }
reason-extension-length-now = Change the number of days
reason-extension-limit = Extended { $limit } times already, which is the most
reason-extension-limit-now = Have its owner follow up; the rules then move the deadline
reason-lock-limit = At most { $limit } customers can be locked
reason-lock-limit-now = Unlock another one first
reason-not-held = Nobody holds this customer ({ $state })
reason-not-held-now = Assign it to somebody first
reason-already-in-pool = Already in the pool “{ $pool }”
reason-already-in-pool-now = Nothing to do
reason-no-such-person = There is no such person
reason-no-such-person-now = Refresh and choose again
reason-no-such-team = There is no such team
reason-no-such-team-now = Refresh and choose again
reason-no-such-pool = There is no such pool
reason-no-such-pool-now = Refresh and choose again
reason-last-admin = { $person } is the last system administrator and cannot leave
reason-last-admin-now = Make somebody else a system administrator first
reason-team-under-itself = A team cannot stand below itself
reason-team-under-itself-now = Choose another team above it
reason-empty-name = It has no name yet
reason-empty-name-now = Write a name, then save
reason-name-too-long = The name has { $length } characters, at most { $limit } fit
reason-name-too-long-now = Choose a shorter name
reason-name-taken = There is a pool named “{ $pool }” already
reason-name-taken-tag = There is a tag named “{ $tag }” already
reason-name-taken-group = There is a tag group named “{ $group }” already
reason-name-taken-now = Choose another name
reason-pool-without-rules = The pool “{ $pool }” has no rules yet and cannot be opened
reason-pool-without-rules-now = Save a version of its rules, then open it
reason-pool-not-empty = The pool “{ $pool }” still holds { $held } customers
reason-pool-not-empty-now = Choose first where they are to go
reason-effective-in-the-past = The time { $when } is past
reason-effective-in-the-past-now = Choose a midnight to come
reason-rules-contradict = “{ $setting }” cannot have this number
reason-rules-contradict-now = Make it a whole number from { $least } to { $most }
reason-rules-contradict-zone = There is no such time zone, or other pools use another
reason-rules-contradict-zone-now = The whole company keeps one time zone, such as Asia/Shanghai
reason-no-such-tag = There is no such tag
reason-no-such-tag-now = Refresh and choose again
reason-no-such-tag-group = There is no such tag group
reason-no-such-tag-group-now = Refresh and choose another group
reason-tag-retired = The tag “{ $tag }” is retired
reason-tag-retired-now = Choose another tag, or ask a tag admin to bring it back
reason-tag-already-asked = { $person } has asked for this tag already and awaits an answer
reason-tag-already-asked-now = Wait for the tag admins’ answer
reason-no-such-tag-request = There is no such request for a tag
reason-no-such-tag-request-now = Refresh and look again
reason-tag-request-granted = This request was answered already with the tag “{ $tag }”
reason-tag-request-granted-now = There is nothing left to do
reason-tag-request-declined = This request for a tag was declined
reason-tag-request-declined-now = If you still need it, ask again and say what for
reason-empty-text = Nothing is written yet
reason-empty-text-now = Write it, then save
reason-text-too-long = { $length } characters, at most { $limit } fit
reason-text-too-long-now = Shorten it, or make it two
reason-file-unreadable = The file cannot be read
reason-file-unreadable-now = See that it is still there and not open elsewhere
reason-file-empty = The file is empty
reason-file-empty-now = Choose another file
reason-file-too-large = The file has { $size } MB, at most { $limit } MB fit
reason-file-too-large-now = Make it smaller, or attach the part that matters
reason-file-kind = Files of this kind are not taken
reason-file-kind-now = Attach a JPG, PNG or PDF, or a Word, Excel or PowerPoint document
reason-licence-kind = A licence is shown as JPG, PNG or PDF
reason-licence-kind-now = Take a photo of it, or save it as PDF
reason-file-disguised = The file is not of the kind it said it was
reason-file-disguised-now = Open it, save it again as what it is, and attach that
reason-file-damaged = The file did not arrive as it was sent
reason-file-damaged-now = Save it from here and attach it once more
reason-image-unreadable = The image cannot be read
reason-image-unreadable-now = Open it, save it anew, and attach that
reason-image-too-large = The image has more than { $limit } million pixels
reason-image-too-large-now = Make it smaller and attach it again
reason-in-the-future = { $when } has not come yet
reason-in-the-future-now = Choose a time that has passed; put plans into the next follow-up
reason-no-longer-yours = Kept under your name; as you no longer hold the customer, it moves no deadline
reason-no-longer-yours-now = If you need the customer, claim it from the pool or ask your manager
reason-late-evidence = Kept under your name, but it arrived late: the customer flowed out { $when } ({ $rule })
reason-late-evidence-now = Ask for reinstatement: your manager can give the customer back to you
reason-no-such-follow-up = There is no such follow-up
reason-no-such-follow-up-now = Refresh and look again; what you wrote can be copied
reason-not-the-author = { $author } wrote this follow-up; only its author may change it
reason-not-the-author-now = Write a follow-up of your own
reason-too-many-attachments = { $size } files are attached; one follow-up takes at most { $limit }
reason-too-many-attachments-now = Take some off, or put them into another follow-up
reason-invalid-phone = This cannot be a phone number
reason-invalid-phone-now = Write 5 to 15 digits, such as 0755-2660 1234
reason-invalid-email = This cannot be an e-mail address
reason-invalid-email-now = It should look like wang@example.com
reason-invalid-uscc = This cannot be a unified social credit code
reason-invalid-uscc-now = Compare it with the business licence: 18 characters, the last one checks the others
reason-invalid-capital = This cannot be a registered capital
reason-invalid-capital-now = Write a number above 0 in whole units, such as 3,000,000, and choose the currency
reason-founded-in-the-future = The founding date, { $day }, has not come yet
reason-founded-in-the-future-now = Correct it by the business licence
reason-certified = { $origin ->
    [customer] The customer has certified itself
   *[other] The customer's profile is certified already
}
reason-certified-now = { $origin ->
    [customer] Its own certification counts; a profile certification is not needed
   *[other] If something has changed, ask sales support to revoke it, then submit again
}
reason-certification-open = A certification of this customer awaits the manager's review
reason-certification-open-now = Wait for the answer
reason-no-such-certification = There is no such certification
reason-no-such-certification-now = Refresh and look again
reason-certification-answered = { $answer ->
    [submitted] This certification still awaits the manager's review and cannot be revoked
    [approved] This certification was approved already
    [rejected] This certification was rejected already
    [revoked] This certification was revoked already
    [superseded] The customer has certified itself, which replaces this certification
   *[other] This certification was answered already
}
reason-certification-answered-now = { $answer ->
    [submitted] The manager can approve or reject it
    [approved] If it should not have been, ask sales support to revoke it
    [rejected] Whoever submitted it can correct it and submit again
    [revoked] If it is needed, submit it again
    [superseded] Nothing to do
   *[other] Look at the customer's certifications
}
reason-already-known = { $known ->
    [mine] This company is your customer already ({ $same })
    [held_by] { $who } holds this company ({ $same })
    [in_pool] This company is in the pool “{ $pool }”, held by nobody ({ $same })
    [in_pool_elsewhere] This company is in the pool “{ $pool }”, which is not yours ({ $same })
    [pending] This company waits to be assigned in { $team } ({ $same })
    [registered_not_in_crm] This company has registered but not flowed into a pool yet ({ $same })
   *[other] This company is known already ({ $same })
}
reason-already-known-now = { $known ->
    [mine] No need to enter it; follow up right away
    [held_by] Talk to its owner, or ask your manager
    [in_pool] Claim it from the pool
    [in_pool_elsewhere] Ask the pool's administrator to add you, or your manager to assign it
    [pending] Ask your manager to assign it to you
    [registered_not_in_crm] It flows into the pool once it shows demand; claim it then
   *[other] Look the company up first
}
reason-phone-conflict = { $known ->
    [mine] This phone belongs to another customer of yours
    [held_by] This phone belongs to a customer held by { $who }
    [in_pool] This phone belongs to a customer in the pool “{ $pool }”
    [in_pool_elsewhere] This phone belongs to a customer in the pool “{ $pool }”, which is not yours
    [pending] This phone belongs to a customer that waits to be assigned in { $team }
    [registered_not_in_crm] This phone belongs to a registered customer that has not flowed in yet
   *[other] This phone belongs to another customer
}
reason-phone-conflict-now = { $known ->
    [mine] If it is the same company, add a contact there; otherwise use another phone
    [held_by] Check the phone; if it is the same company, talk to its owner
    [in_pool] Check the phone; if it is the same company, claim it from the pool
    [in_pool_elsewhere] Check the phone; if it is the same company, ask the pool's administrator to add you
    [pending] Check the phone; if it is the same company, ask your manager to assign it to you
    [registered_not_in_crm] Check the phone; if it is the same company, claim it once it has flowed in
   *[other] Use another phone, or leave it out for now
}
reason-no-late-evidence = No follow-up of yours from before the recycling arrived late here
reason-no-late-evidence-now = Claim the customer from the pool or ask your manager to assign it
reason-already-asked = Reinstatement has been asked for already; nothing has changed
reason-already-asked-now = Wait for your manager’s answer
reason-no-such-request = Nobody asks for this customer back
reason-no-such-request-now = To give it to somebody all the same, assign it
reason-request-granted = The request was granted already
reason-request-granted-now = Look at the customer’s history to see what happened since
reason-request-declined = The request was declined
reason-request-declined-now = Talk to your manager, or claim the customer once you may
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
some-tag = an unknown tag
some-tag-group = an unknown tag group
same-uscc = same credit code
same-phone = same phone
same-name = same name
same-something = same data
some-time = some time

pool-state-unassigned = in the pool
pool-state-assigned = assigned
pool-state-ordinary = ordinary
pool-state-pending = pending
pool-state-dormant = dormant
deal-deal = Deal
deal-lapsed = Lapsed
deal-none = No order

rule-no-first-follow-up = { $days } d idle
rule-no-deal = { $days } d no deal
rule-follow-up-gap = { $days } d silence
rule-lapsed = lapsed
rule-protection = { $days } d period
rule-in-full-no-first-follow-up = no first follow-up within { $days } days of getting it
rule-in-full-no-deal = no deal within { $days } days of getting it
rule-in-full-follow-up-gap = more than { $days } days since the last follow-up
rule-in-full-lapsed = more than { $days } days since the last order
rule-in-full-protection = the return period of { $days } days is over
exempt-ordinary = ordinary customer
exempt-key-account = key account
exempt-locked = locked
exempt-goal-reached = goal reached
days-left = { $n ->
    [one] { $n } day left
   *[other] { $n } days left
}
hours-left = { $n ->
    [one] { $n } hour left
   *[other] { $n } hours left
}
overdue = Due now
stays = Stays

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
act-assign = Assign
act-extend = Extend
act-lock = Lock
act-unlock = Unlock
act-take-back = Take back
act-convert-to-pool = To pool
act-convert-to-ordinary = To ordinary
act-unknown = Other act
act-batch-claim = Batch claim
act-batch-release = Batch release
act-batch-assign = Batch assign
act-batch-extend = Batch extend
act-batch-lock = Batch lock
act-batch-unlock = Batch unlock
act-batch-take-back = Batch take back
act-batch-convert-to-pool = Batch to pool
act-batch-convert-to-ordinary = Batch to ordinary
act-batch-follow-up = Batch follow-up
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

pill-wiped = Data removed as ordered
pill-departed = Account closed
pill-sign-in-needed = Sign in again
pill-upgrade-required = Upgrade needed
pill-not-stored = This computer cannot save
pill-syncing = { $total ->
    [0] { $done ->
        [0] Syncing
       *[other] Syncing { $done }
    }
   *[other] Syncing { $done }/{ $total }
}
pill-not-understood = The server's answer makes no sense
pill-never-reached = Offline · no data yet
pill-never-synced = First sync
pill-offline = { $n ->
    [0] Offline · data as of { $time }
   *[other] Offline · data as of { $time } · { $n } to send
}
pill-overdue = { $n } not delivered for { $minutes } minutes
pill-needs-you = { $n ->
    [one] { $n } needs you
   *[other] { $n } need you
}
pill-checking = { $n } being checked
pill-waiting = { $n } to send
pill-answered = { $n } accepted, result on its way
pill-connecting = Data as of { $time } · connecting
pill-stale = Data as of { $time }
pill-synced = Synced { $time }
pill-tip-wiped = An administrator had the data on this device removed; sign in again to go on
pill-tip-departed = An administrator has closed your account; what is not sent yet is kept on this computer. Ask your manager if that is wrong
pill-tip-sign-in-needed = Your session has ended. What is not sent yet is kept here and goes on after you sign in
pill-tip-upgrade-required = { $needed ->
    [none] The server no longer supports this version
   *[other] The server asks for version { $needed } or later
}. What you write is still delivered; upgrade to see new data
pill-tip-not-stored = Free some disk space; it is tried again within a minute. What was saved before is kept
pill-tip-syncing = Exchanging with the server; you can go on working
pill-tip-not-understood = All your work is kept on this computer. F5 tries again; if it stays so, tell an administrator
pill-tip-never-reached = The first sync needs a network; it starts by itself once there is one, or with F5
pill-tip-never-synced = The first sync is about to start; it needs a network, and F5 starts it now
pill-tip-offline = All your work is kept on this computer and is sent as soon as there is a network
pill-tip-overdue = The server answers, but this work does not get through. It is kept on this computer: F5 sends it again; if that does not help, export it in the sync centre and tell an administrator
pill-tip-needs-you = The sync centre says why and what now; nothing of it is lost
pill-tip-checking = Sent, waiting for the server's answer; it will not be done twice
pill-tip-waiting = Kept on this computer and about to be sent; until then the sync centre can withdraw it
pill-tip-answered = The server has accepted it, and the new data is being fetched; there is nothing to do
pill-tip-connecting = Contacting the server; the data on this computer can be used as always
pill-tip-stale = Not updated for a while; F5 syncs now
pill-tip-synced = All your work has arrived, and the data is up to date
lead = { $state }. { $step }.
window-title-state = Gonghai · { $name } · { $state }
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
people-separator = {", "}
batch-all = or all { $n } that match
list-separator = {"; "}
said-with-advice = { $what }. { $now }
said-of = { $name }: { $what }
some-customer = This customer
preflight-would-wait = { $n } over today's limit: kept as intents, they may still win if delivered another day
preflight-changes-nothing = { $n } as it is already
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
preflight-no-late-evidence = { $n } without a late follow-up
preflight-no-such-request = { $n } that nobody asked back
preflight-request-granted = { $n } granted already
preflight-request-declined = { $n } declined already
preflight-not-your-team = { $n } not of your teams
preflight-already-theirs = { $n } already theirs
preflight-person-departed = { $n } for somebody who has left
preflight-person-cannot-hold = { $n } for somebody who may not hold customers
preflight-person-not-a-member = { $n } for somebody who is not in the pool
preflight-person-full = { $n } over their cap
preflight-no-deadline = { $n } without a deadline
preflight-extension-length = { $n } with a wrong number of days
preflight-extension-limit = { $n } extended as often as possible
preflight-lock-limit = { $n } over the limit of locks
preflight-not-held = { $n } held by nobody
preflight-already-in-pool = { $n } already in the pool
preflight-no-such-tag = { $n } without effect: there is no such tag
preflight-tag-retired = { $n } without effect: the tag is retired
preflight-other = { $n } not possible now
preflight-intent = you are offline: kept as intents until the server decides
claimed-one = “{ $name }” is yours
refused-many = { $n ->
    [one] { $n } act was refused; the sync centre tells why
   *[other] { $n } acts were refused; the sync centre tells why
}
more-results = See results
undone = { $n } undone
undone-some = { $n } undone; { $late } already sent, too late to undo
undone-none = Already sent, too late to undo

# The list, the panel, the window.

data-as-of = Data as of { $when }
explain-batch-done = { $n } done
explain-batch-waiting = { $n } awaiting an answer
explain-batch-refused = { $n } for you to look at
explain-asks-you-now = Send it anyway, or withdraw it
explain-parked-now = Send it once more, or withdraw it; what you wrote can be copied
follow-up-phone = Phone
follow-up-wechat = WeChat
follow-up-visit = Visit
follow-up-email = E-mail
follow-up-other = Other
me = me
next-on = next { $day }
external-id = Huaqiu ID { $id }
no-follow-ups-mine = No follow-up yet; write the first.
no-follow-ups-theirs = No follow-up yet.
no-follow-ups-pool = Claim the customer to see and write follow-ups.
masked-because = The full contact details are shown once you hold the customer.
no-deadline = No deadline
no-deadline-text = No rule takes this customer back at present.
deadline-title = { $left } · flows out { $when }
deadline-rule = Rule: { $rule }.{" "}
deadline-moves-by-holder = A follow-up by its owner now moves it to { $day }.
deadline-moves = A follow-up now moves it to { $day }.
deadline-moved-by-follow_up = Followed up today; each later follow-up puts it off.
deadline-moved-by-order = Only a new order puts it off.
deadline-moved-by-extension = A follow-up does not move it; a manager or pool admin can extend it.
exempt-because-ordinary = Ordinary customers stand outside the pool's rules.
exempt-because-key-account = Customers of key-account reps are never recycled.
exempt-because-locked = Locked: it stays until it is unlocked.
exempt-because-goal-reached = It has ordered since it was acquired: goal reached.
claim-card-title = Can be claimed
claim-card-reason = Came back: { $reason }
claim-card-since = In the pool since { $day }
claim-card-not-yours = The server decides; not yours yet.
claim-card-cooling = You can claim it from { $when }
claim-card-cooling-text = Your own cool-down after a release or recycle; others can claim it already.
held-by = Held by { $name }.{" "}
waits-in-team = Waits in { $team } to be assigned.
only-to-look = Only to look at
fact-owner = Owner
fact-contact = Contact
fact-phone = Phone
fact-wechat = WeChat
fact-email = E-mail
fact-region = Region
fact-address = Address
fact-industry = Industry
fact-level = Level
fact-source = Source
fact-registered-capital = Registered capital
fact-founded-on = Founded
fact-orders = Orders
fact-last-order = Last order
fact-note = Note
fact-asked = Asked
fact-decided = Answered
fact-number = Number
fact-written = What was written
fact-person = Name
fact-roles = Role
fact-team = Team
fact-server = Server
fact-device = This device
fact-separator = {", "}
role-rep = Rep
role-pool-admin = Pool administrator
role-manager = Manager
role-sales-support = Sales support
role-tag-admin = Tag administrator
role-system-admin = System administrator
follow-up-saved = Follow-up saved
follow-up-saved-offline = Follow-up kept on this computer; sent once you are online
not-saved = Not saved: { $cause }. What you wrote is still here; try again
window-title = Gonghai · { $name }
status-rows = { $n ->
    [one] { $n } customer
   *[other] { $n } customers
}
status-selected = { $n } selected
status-server-time = Server time { $time }
status-estimated-time = Estimated server time { $time }
status-last-sync = Last synced { $time }
export-name = sync-items-{ $day }
exported = Saved as { $path }
not-exported = Not saved to a file: { $cause }
unexpected = Something unexpected happened ({ $cause }) and is in the log; your work is still on this computer
sign-out-not-sent = Some work is not sent or not answered yet; still signed in

# What can be wrong with the files on this computer, and with signing in.

trouble-wrong-key = The data on this computer does not open: wrong passphrase or key
trouble-wrong-key-now = Type the passphrase again, or sign in anew and download the data again
trouble-damaged = The data on this computer is damaged; a copy was kept and unsent work rescued as far as possible
trouble-damaged-now = Carry on, customers are downloaded again; have a look at the sync centre
trouble-newer = The data on this computer was written by a newer version
trouble-newer-now = Upgrade this program, then open it again; nothing was touched
trouble-disk-full = The disk is full; the last step was not saved
trouble-disk-full-now = Free some space and do it again
trouble-unwritable = The folder of the data cannot be written to
trouble-unwritable-now = Check the folder's permissions, or ask an administrator
trouble-in-use = Another program is using this data
trouble-in-use-now = Switch to the window that is open, or close it first
address-empty = No server address yet
address-empty-now = Ask an administrator for it, for example https://crm.example.com
address-malformed = The server address is not right
address-malformed-now = It should look like https://crm.example.com
address-insecure = That address is not encrypted; your password could be read
address-insecure-now = Use an address that starts with https://
address-with-password = The address must not hold a user name or password
address-with-password-now = Put them into the two fields below
sign-in-connecting = Connecting to { $server } …
sign-in-opening = Opening the data on this computer…
sign-in-unlocking = Unlocking…
sign-in-unreachable = Cannot reach the server { $server }
sign-in-unreachable-now = Check the network and the address, then try again; what you typed is still here
sign-in-foreign = { $server } answers, but is not a Gonghai server
sign-in-foreign-now = It may be a network's sign-in page, or a wrong address; open it in a browser first
sign-in-certificate = The server's certificate is not trusted; nothing was sent
sign-in-certificate-now = Check the address and this computer's clock, then ask an administrator about the certificate
sign-in-wrong-password = Wrong user name or password
sign-in-wrong-password-now = Try again; an administrator can reset a forgotten password
sign-in-locked-out = Too many wrong tries; signing in is blocked for now
sign-in-locked-out-now = { $minutes ->
    [one] Try again in a minute, or have an administrator reset the password
   *[other] Try again in { $minutes } minutes, or have an administrator reset the password
}
sign-in-unexpected = Something unexpected happened ({ $cause })
sign-in-unexpected-now = It is in the log; try again, then ask an administrator
sign-in-departed = This account is closed
sign-in-departed-now = Ask an administrator if you did not expect this
sign-in-upgrade = The server no longer supports this version of the program
sign-in-upgrade-now = Upgrade the program, then sign in
sign-in-busy-server = The server is busy
sign-in-busy-server-now = Try again in { $seconds } seconds
sign-in-mismatch = The server's answer makes no sense
sign-in-mismatch-now = Program and server may not fit together; ask an administrator
sign-in-session-ended = Your session has ended; sign in again
sign-in-session-ended-now = What is not sent yet is kept on this computer and goes on after you sign in
sign-in-clock = This computer's clock is { $minutes } minutes off
sign-in-clock-now = Gonghai counts by the server's time; better set the clock right
sign-in-key-store = The system's key store does not answer
sign-in-key-store-now = Unlock it and try again; if it is full, first remove credentials that are no longer used
sign-in-wiped = An administrator had the data on this device removed, and it is gone
sign-in-wiped-now = Ask an administrator if you did not expect this; signing in downloads it anew
