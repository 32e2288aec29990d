import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Worker } from 'node:worker_threads'
import type { FunctionSpec } from '../template/readers/functions.ts'
import type { Clock } from '../time/clock.ts'
import type { FunctionLog } from './log.ts'
import type { FunctionError, Invocation, ThreadData, ThreadMessage } from './messages.ts'

/** How an invocation ended: with what the function returned, or with an error of the function. */
export type Outcome = { ok: true; payload: unknown } | { ok: false; error: FunctionError }

/** One environment of one function: a thread of its own, which runs one invocation at a time. */
export class Sandbox {
  readonly #worker: Worker
  readonly #spec: FunctionSpec
  readonly #ended: Promise<ThreadMessage>
  readonly #ready: Promise<ThreadMessage>
  /** False once the thread has ended or was ended; the next invocation needs a new one. */
  alive = true

  constructor(spec: FunctionSpec, env: Record<string, string>, clock: Clock, log: FunctionLog) {
    this.#spec = spec
    this.#worker = new Worker(new URL('./thread.ts', import.meta.url), {
      name: spec.name,
      workerData: threadData(spec, clock),
      env,
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

  /** Runs one invocation. A thread that is too slow, or that fails to load, is ended and answers with an error. */
  async invoke(invocation: Invocation): Promise<Outcome> {
    const started = await this.#ready
    if ('error' in started) {
      await this.end()
      return { ok: false, error: started.error }
    }
    const answer = this.#next()
    this.#worker.postMessage(invocation)
    const message = await this.#withinLimit(answer, invocation)
    if ('payload' in message) return { ok: true, payload: JSON.parse(message.payload) }
    if ('error' in message) return { ok: false, error: message.error }
    throw new Error('The thread said twice that it is ready')
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
    return { error: { errorType: 'Runtime.ExitError', errorMessage: error.message } }
  }

  async #withinLimit(answer: Promise<ThreadMessage>, { requestId }: Invocation): Promise<ThreadMessage> {
    const limit = Promise.withResolvers<ThreadMessage>()
    const { timeoutSeconds } = this.#spec
    const timer = setTimeout(async () => {
      const errorMessage = `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`
      limit.resolve({ error: { errorType: 'Sandbox.Timedout', errorMessage } })
      await this.end()
    }, timeoutSeconds * 1000)
    return Promise.race([limit.promise, answer]).finally(() => clearTimeout(timer))
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
