import { createServer } from 'node:http';
import { closeServer, listen } from '../server/listen.js';

export interface FeedServer {
  readonly url: string;
  /** The number of requests so far. */
  readonly requests: number;
  close(): Promise<void>;
}

/** A feed server that requires Basic auth, redirects /moved and returns 404 for /missing. */
export async function serveFeed(feed: unknown): Promise<FeedServer> {
  const body = typeof feed === 'string' ? feed : JSON.stringify(feed);
  const authorization = `Basic ${btoa('feed:feed-secret')}`;
  let requests = 0;
  const server = createServer((request, response) => {
    requests++;
    if (request.headers.authorization !== authorization) response.writeHead(401).end();
    else if (request.url === '/moved') response.writeHead(302, { location: '/feed.json' }).end();
    else if (request.url === '/feed.json') response.writeHead(200).end(body);
    else response.writeHead(404).end();
  });
  const url = await listen(server, 0, '127.0.0.1', '--port');
  return {
    url,
    get requests() {
      return requests;
    },
    close: () => closeServer(server),
  };
}
