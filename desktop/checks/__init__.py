"""Is this machine fit for work, and if not, what is to be done? One small check after the other; no window needed.

examine(machine) -> Iterator[Finding]     one by one, as they are found
said(finding) -> Told                     in the language spoken now
as_json(report), as_text(report)          of all of it
bundle(report, machine) -> bytes          a zip for whoever helps, with nothing of customers or people in it
"""
