settings-about = Version
version-own = This computer
version-server = Server
version-newest = Newest
version-newest-there = { $version }; ask your administrator to install it
version-where = Found at
update-there = Version { $version } is available; ask your administrator to install it
update-more = Details
