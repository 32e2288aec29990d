/** The start data of the emulators' thread. */
export type EmulatorsData = { offset: SharedArrayBuffer; queueFolder: string; region: string }

/** The endpoints of the emulators, sent once they are ready. */
export type EmulatorsReady = { sqs: string; ses: string }

export type QueueQuestion = { id: number; queue: string }
/**
 * `ready`: the number of messages that can be received now. `nextAt`: when the next delayed or in-flight message can
 * be received, in milliseconds since 1970.
 */
export type QueueState = { ready: number; nextAt: number | undefined }
export type QueueAnswer = { id: number; state: QueueState }
