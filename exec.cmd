@rem npm start says `exec`, so that its shell becomes the emulator. cmd.exe has no such word and finds this file.
@%*
