/**
 * A tumbling window of one shard, with the state that the function returned in it. Times are in milliseconds since
 * 1970.
 */
export type Window = { start: number; end: number; state: unknown }

/**
 * Returns the window that contains a moment.
 * @param moment milliseconds since 1970
 * @param seconds the window's length
 */
export function windowAt(moment: number, seconds: number): Window {
  const length = seconds * 1000
  const start = Math.floor(moment / length) * length
  return { start, end: start + length, state: {} }
}

/** The fields of a windowed invocation besides its records. Source: Lambda developer guide, "Tumbling windows". */
export function windowFields(
  { start, end, state }: Window,
  shardId: string,
  eventSourceARN: string,
  final: boolean,
) {
  return {
    window: { start: seconds(start), end: seconds(end) },
    state,
    shardId,
    eventSourceARN,
    isFinalInvokeForWindow: final,
    isWindowTerminatedEarly: false,
  }
}

const seconds = (moment: number): string => `${new Date(moment).toISOString().slice(0, 19)}Z`
