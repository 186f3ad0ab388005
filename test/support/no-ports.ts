import { Server } from 'node:net';

// The project `unit` is for tests that run anywhere, in parallel with others.
Server.prototype.listen = () => {
  throw new Error('A unit test must not open a port. List its file as a network test in vitest.config.ts.');
};
