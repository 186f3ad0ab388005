/** A value, or the promise of one if something has to be waited for. Most requests wait for nothing, and each `await` costs them time. */
export type Soon<T> = T | Promise<T>;

/** Continues with a value: at once if it is there, without the turn that `await` takes even then. */
export function whenReady<T, R>(value: Soon<T>, next: (value: T) => Soon<R>): Soon<R> {
  return value instanceof Promise ? value.then(next) : next(value);
}
