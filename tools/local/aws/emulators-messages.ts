/** What the emulators' thread is started with. */
export type EmulatorsData = { offset: SharedArrayBuffer; queueFolder: string; region: string }

/** Where the emulators answer, once they do. */
export type EmulatorsReady = { sqs: string; ses: string }

export type QueueQuestion = { id: number; queue: string }
/** How many messages can be received now, and when the next of those that wait or are being worked on can be. */
export type QueueState = { ready: number; nextAt: number | undefined }
export type QueueAnswer = { id: number; state: QueueState }
