import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { region } from '../template/place.ts'
import type { Clock } from '../time/clock.ts'
import type { EmulatorsData, EmulatorsReady, QueueAnswer, QueueState } from './emulators-messages.ts'

/** fauxqs and aws-ses-v2-local, running in one thread of their own. */
export type Emulators = {
  /** Endpoint of fauxqs. */
  sqs: string
  /** Endpoint of aws-ses-v2-local. */
  ses: string
  /** @param queue the queue's name */
  queueState(queue: string): Promise<QueueState>
  close(): Promise<void>
}

/**
 * Starts the emulators in a thread.
 * @param queueFolder where the queues are kept over a restart
 */
export async function startEmulators(clock: Clock, queueFolder: string): Promise<Emulators> {
  mkdirSync(queueFolder, { recursive: true })
  const workerData: EmulatorsData = { offset: clock.offset, queueFolder, region }
  const worker = new Worker(new URL('./emulators-thread.ts', import.meta.url), {
    name: 'emulators',
    workerData,
    execArgv: [],
  })
  const [ready] = (await once(worker, 'message')) as [EmulatorsReady]
  const asked = new Map<number, (state: QueueState) => void>()
  worker.on('message', ({ id, state }: QueueAnswer) => {
    asked.get(id)?.(state)
    asked.delete(id)
  })
  let questions = 0
  const queueState = (queue: string) =>
    new Promise<QueueState>(resolve => {
      questions += 1
      asked.set(questions, resolve)
      worker.postMessage({ id: questions, queue })
    })
  const close = async () => {
    const ended = once(worker, 'exit')
    worker.postMessage('stop')
    await ended
  }
  return { ...ready, queueState, close }
}
