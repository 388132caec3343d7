# Bringing a file of customers into a pool.

column-line = Row
import-open = Import
import-open-tip = Bring customers from Excel or CSV into a pool
import-title = Import customers
import-lead = Excel or CSV, one company a row, with a column “Company name”. It is checked first; you import once you have seen the result.
import-choose-file = Choose a file…
import-choose-file-tip = Choose the Excel or CSV file to import
import-no-file = No file chosen yet
import-file-kinds = Spreadsheets
import-file = File
import-into = Into
import-template = Get the template
import-template-tip = Save an empty spreadsheet with every column named
import-template-name = customer-import-template
import-result-name = import-result-{ $name }
import-export = Save the result
import-export-tip = Save what became of every row, and why, as an Excel file to mend and import again
import-check = Check
import-bring-in = { $n ->
    [one] Import { $n } customer
   *[other] Import { $n } customers
}
import-another = Import another
import-stop = Stop
import-sending = Sending { $percent }%
import-reading = Reading the file…
import-judging = Checking { $done } of { $of } rows
import-writing = Importing { $done } of { $of } rows
import-stopping = Stopping…
import-running-on = Close this window and the import goes on; the foot of the main window tells you when it is done.
import-count-new = { $n } new
import-count-update = { $n } filled in
import-count-duplicate = { $n ->
    [one] { $n } duplicate
   *[other] { $n } duplicates
}
import-count-invalid = { $n } invalid
import-verdict-new = New
import-verdict-update = Filled in
import-verdict-duplicate = Duplicate
import-verdict-invalid = Invalid
import-checked = Checked; nothing has been written yet.
import-checked-nothing = Checked; there is no row to import. Mend the file as the reasons say and choose it again.
import-columns-to-note = These columns go into the note: { $columns }
import-done = { $new ->
    [one] { $new } new customer
   *[other] { $new } new customers
} imported into { $pool }, { $update ->
    [one] { $update } known customer
   *[other] { $update } known customers
} filled in.
import-done-nothing = No new customers, and nothing to fill in.
import-see-result = See the result
import-others = { $n ->
    [one] { $n } row to look at
   *[other] { $n } rows to look at
}
import-others-first = { $n } rows to look at, the first { $shown } of them here; the saved result has all
import-trouble-offline = Offline: an import needs the server. The file stays where it is; try again once you are online.
import-trouble-interrupted-check = The connection broke before the check was done; nothing was written. Check again once you are online.
import-trouble-interrupted = { $of ->
    [0] The connection broke.
   *[other] The connection broke at row { $done } of { $of }.
} What was imported stays; import again, and those known already count as duplicates.
import-trouble-stopped-check = Stopped; nothing was written.
import-trouble-stopped = { $of ->
    [0] Stopped.
   *[other] Stopped at row { $done } of { $of }.
} What was imported stays; import again, and those known already count as duplicates.
import-trouble-busy = { $seconds ->
    [one] The server is busy with another file; try again in { $seconds } second.
   *[other] The server is busy with another file; try again in { $seconds } seconds.
}
import-trouble-too-large = The file has { $size } MB, at most { $limit } MB are taken. Split it and import the parts.
import-trouble-empty = This file is empty.
import-trouble-unreadable = This file cannot be opened: { $cause }. If a spreadsheet program has it open, close it there and choose it again.
import-trouble-signed-out = Your session has ended; nothing was written. Sign in again, then import.
import-trouble-upgrade = This client is too old for the server. Upgrade it, then import.
import-trouble-broken-check = The server could not check this file; nothing was written. Try again; if that does not help, give the file to an administrator.
import-trouble-broken = { $of ->
    [0] The server failed before the end.
   *[other] The server failed at row { $done } of { $of }.
} What was imported stays; try again, and if that does not help, tell an administrator.
import-trouble-file = This file cannot be imported: { $why }.
import-and = {"; "}
