"""An SFTP server by asyncssh: `sftp-server.py FOLDER HOST_KEY`. Serves the files of FOLDER to the login `feed` with the
password `right`, prints its port, and ends with its standard input. Two files are not in the folder: `channel-drops`,
whose channel ends after the first bytes, and `no-close`, which comes whole and whose closing is never answered."""

import asyncio
import sys
import warnings

warnings.filterwarnings("ignore")
import asyncssh  # noqa: E402

folder, host_key = sys.argv[1:3]


class Login(asyncssh.SSHServer):
    def begin_auth(self, username):
        return True

    def password_auth_supported(self):
        return True

    def validate_password(self, username, password):
        return (username, password) == ("feed", "right")


class Files(asyncssh.SFTPServer):
    def __init__(self, channel):
        super().__init__(channel, chroot=folder)
        self.own_channel = channel

    def open(self, path, pflags, attrs):
        if path in (b"channel-drops", b"no-close"):
            return path.decode()
        return super().open(path, pflags, attrs)

    def read(self, file, offset, size):
        if not isinstance(file, str):
            return super().read(file, offset, size)
        if file == "no-close":
            return b"[]" if offset == 0 else b""
        if offset == 0:
            return b"["
        self.own_channel.close()
        return asyncio.Event().wait()

    def close(self, file):
        if file == "no-close":
            return asyncio.Event().wait()
        return None if isinstance(file, str) else super().close(file)


async def main():
    server = await asyncssh.listen(
        "127.0.0.1", 0, server_factory=Login, server_host_keys=[host_key], sftp_factory=Files
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


asyncio.run(main())
