import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Worker } from 'node:worker_threads'
import type { FunctionSpec } from '../template/readers/functions.ts'
import type { Clock } from '../time/clock.ts'
import type { FunctionLog } from './log.ts'
import {
  exited,
  type FunctionError,
  type Invocation,
  type ThreadData,
  type ThreadMessage,
  timedOut,
} from './messages.ts'

/** The result of an invocation: the function's return value, or its error. */
export type Outcome = { ok: true; payload: unknown } | { ok: false; error: FunctionError }

/** One environment of a function: a thread that handles one invocation at a time. */
export class Sandbox {
  readonly spec: FunctionSpec
  /** The session token by which the AWS endpoint recognises this environment's calls. */
  readonly token = randomUUID()
  readonly #worker: Worker
  readonly #broken = Promise.withResolvers<ThreadMessage>()
  readonly #ended: Promise<ThreadMessage>
  readonly #ready: Promise<ThreadMessage>
  #running: { requestId: string; calls: number } | undefined
  /** False once the thread has ended; the next invocation needs a new one. */
  alive = true

  constructor(spec: FunctionSpec, env: Record<string, string>, clock: Clock, log: FunctionLog) {
    this.spec = spec
    this.#worker = new Worker(new URL('./thread.ts', import.meta.url), {
      name: spec.name,
      workerData: threadData(spec, clock),
      env: { ...env, AWS_SESSION_TOKEN: this.token },
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: spec.memoryMegabytes },
    })
    for (const stream of [this.#worker.stdout, this.#worker.stderr])
      createInterface({ input: stream }).on('line', line => log.add(clock.iso(), spec.name, line))
    this.#ended = this.#end()
    this.#ready = this.#next()
  }

  /** Runs one invocation. A thread that times out or fails to load is ended, and the outcome is an error. */
  async invoke(invocation: Invocation): Promise<Outcome> {
    const started = await this.#ready
    if ('error' in started) {
      await this.end()
      return { ok: false, error: started.error }
    }
    const answer = this.#next()
    this.#running = { requestId: invocation.requestId, calls: 0 }
    this.#worker.postMessage(invocation)
    const message = await this.#withinLimit(answer, invocation)
    this.#running = undefined
    if ('payload' in message) return { ok: true, payload: JSON.parse(message.payload) }
    if ('error' in message) return { ok: false, error: message.error }
    throw new Error('The thread said twice that it is ready')
  }

  /**
   * Counts an AWS call.
   * @returns the invocation that made it, with the number of its calls so far; undefined between invocations
   */
  countCall(): { requestId: string; calls: number } | undefined {
    if (this.#running) this.#running.calls += 1
    return this.#running
  }

  /** Ends the thread during an invocation, which then fails with this error. */
  async breakOff(error: FunctionError): Promise<void> {
    this.#broken.resolve({ error })
    await this.end()
  }

  async end(): Promise<void> {
    this.alive = false
    await this.#worker.terminate()
  }

  #next(): Promise<ThreadMessage> {
    const message = new Promise<ThreadMessage>(resolve => this.#worker.once('message', resolve))
    return Promise.race([message, this.#ended])
  }

  async #end(): Promise<ThreadMessage> {
    const error = await new Promise<Error>(resolve => {
      this.#worker.once('error', resolve)
      this.#worker.once('exit', code => resolve(new Error(`Runtime exited with exit code ${code}`)))
    })
    this.alive = false
    return { error: exited(error.message) }
  }

  async #withinLimit(answer: Promise<ThreadMessage>, { requestId }: Invocation): Promise<ThreadMessage> {
    const limit = this.spec.timeoutSeconds * 1000
    const timer = setTimeout(() => this.breakOff(timedOut(this.spec, requestId)), limit)
    return Promise.race([this.#broken.promise, answer]).finally(() => clearTimeout(timer))
  }
}

function threadData(spec: FunctionSpec, clock: Clock): ThreadData {
  const [module = '', exported = ''] = spec.handler.split('.')
  const files = ['mjs', 'js', 'cjs'].map(extension => join(spec.code, `${module}.${extension}`))
  return {
    offset: clock.offset,
    file: files.find(existsSync) ?? files[0] ?? '',
    exported,
    functionName: spec.name,
    functionArn: spec.arn,
    memoryMegabytes: spec.memoryMegabytes,
  }
}
