sync-tab-all = All
sync-tab-waiting = Waiting
sync-tab-checking = Checking
sync-tab-refused = Refused
sync-tab-done = Done
table-sync = List of acts
column-result = Result
column-act = Act
column-object = Object
column-explanation = Explanation
column-step = Next step
sync-export = Export
sync-export-tip = Save these acts as a spreadsheet
sync-retry = Retry now
sync-details-text = What you wrote
details-copy = Copy
details-close = Close details
step-ask-back = Ask for it back
mark-late = Too late
act-ask-back = Ask back
act-reinstate = Reinstate
act-decline-reinstatement = Decline request
act-batch-ask-back = Batch ask back
act-batch-reinstate = Batch reinstate
act-batch-decline-reinstatement = Batch decline
late-out-of-reach = The customer is not in the pool any more and cannot be asked back
late-asking = Asked for it back; waits to be sent
late-open = Asked for it back; waits for a manager’s answer
late-granted = Granted: the customer is yours again
late-declined = The request was declined
late-many = { $n ->
    [one] { $n } follow-up came too late: its customer had flowed out
   *[other] { $n } follow-ups came too late: their customers had flowed out
}
asked-ask-back-online = { $n ->
    [one] { $n } request for reinstatement sent; a manager answers
   *[other] { $n } requests for reinstatement sent; a manager answers
}
asked-ask-back-offline = { $n ->
    [one] { $n } request for reinstatement noted; it is sent once you are online
   *[other] { $n } requests for reinstatement noted; they are sent once you are online
}
result-reinstate = { $n ->
    [one] { $n } customer given back
   *[other] { $n } customers given back
}
