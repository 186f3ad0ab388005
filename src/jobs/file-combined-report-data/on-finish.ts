import { z } from 'zod';
import { lenientPort } from '../../protocol/lenient.js';
import { list } from '../../util/lists.js';
import { once } from '../../util/once.js';

/** More than any client sends. A longer list is ignored. */
const MAX_ACTIONS = 1000;

/** The maximum length of a host name (RFC 1035). The outbox shows both. */
const MAX_NAME = 255;

const email = once(() => z.object({ actionName: z.literal('email'), recipients: z.string(), message: z.string().optional() }));
const markAsExported = once(() => z.object({ actionName: z.literal('markAsExported'), label: z.string().min(1).max(1000) }));
const sftpUpload = once(() =>
  z.object({
    actionName: z.literal('sftpUpload'),
    sftpData: z.object({
      host: z.string().min(1).max(MAX_NAME),
      login: z.string().max(MAX_NAME),
      password: z.string(),
      port: lenientPort().default(22),
    }),
  }),
);
/** An unknown or incomplete action. */
const unknownAction = once(() =>
  z.looseObject({}).transform(({ actionName }) => ({ actionName: 'unknown' as const, written: actionName })),
);

/** The actions at the end of an export. An object instead of a list is one action. */
export const onFinish = once(() =>
  z.union([
    list(z.union([email(), markAsExported(), sftpUpload(), unknownAction()])).max(MAX_ACTIONS),
    z.union([email(), markAsExported(), sftpUpload(), unknownAction()]),
  ]),
);
export type OnFinish = z.output<ReturnType<typeof onFinish>>;
export type FinishAction = Exclude<OnFinish, readonly unknown[]>;
