/** A tumbling window of one shard, and what the function has carried along in it. */
export type Window = { start: number; end: number; state: unknown }

/** The window in which a moment lies. @param seconds its length */
export function windowAt(moment: number, seconds: number): Window {
  const length = seconds * 1000
  const start = Math.floor(moment / length) * length
  return { start, end: start + length, state: {} }
}

/** What a windowed invocation has besides its records. Source: Lambda developer guide, "Tumbling windows". */
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
