# Why the program does not start: where its data should lie.
refused-window = Gonghai
refused-network = Data may not lie on a network share
refused-network-now = Several computers writing the same data would destroy it, so Gonghai did not open and wrote nothing. Use a folder on a disk of this computer. The place comes from the option --profile or from the system's user folder; ask an administrator to bring it back to this computer.
refused-synced = Data may not lie in a synchronised folder
refused-synced-now = The synchronising program would copy and change the data while Gonghai has it open, and destroy it; so Gonghai did not open and wrote nothing. Use a folder outside. The place comes from the option --profile or from the system's user folder; ask an administrator to move it out.
refused-unwritable = No right to keep data here
refused-unwritable-now = Gonghai keeps its encrypted data in this folder. Ask an administrator to let your account write there, or to choose another folder; then open Gonghai again.
refused-folder = Folder
refused-close = Close
