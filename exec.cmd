@rem The npm script `start` begins with `exec`, so that the emulator replaces npm's shell. cmd.exe has no `exec` and runs this file instead.
@%*
