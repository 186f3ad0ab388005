import { Server } from 'node:net';

// The project `unit` is for tests that run anywhere, side by side with anything.
Server.prototype.listen = () => {
  throw new Error('A unit test opens no port: list its file as a network test in vitest.config.ts.');
};
