"""Who is asking? Passwords, devices, sessions and the limits on guessing."""
