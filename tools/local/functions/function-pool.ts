import { randomUUID } from 'node:crypto'
import { region } from '../template/place.ts'
import type { FunctionSpec } from '../template/readers/functions.ts'
import type { Activity } from '../time/activity.ts'
import type { Clock } from '../time/clock.ts'
import { errorOf, type Faults } from './faults.ts'
import type { FunctionLog } from './log.ts'
import { type Outcome, Sandbox } from './sandbox.ts'

export type Surroundings = {
  clock: Clock
  activity: Activity
  log: FunctionLog
  faults: Faults
  awsEndpoint: string
}

/** The most environments of one function at a time, unless concurrency is reserved; a laptop has few cores. */
const roomForOne = 3

/**
 * One function and its environments. As in Lambda, an environment handles one invocation at a time. Further
 * invocations wait in a queue.
 */
export class FunctionPool {
  readonly spec: FunctionSpec
  readonly #surroundings: Surroundings
  readonly #room: number
  #idle: Sandbox[] = []
  #running = new Set<Sandbox>()
  #line: (() => void)[] = []

  constructor(spec: FunctionSpec, surroundings: Surroundings) {
    this.spec = spec
    this.#surroundings = surroundings
    this.#room = Math.min(roomForOne, spec.reservedConcurrency ?? roomForOne)
  }

  /** Runs the function and waits for the outcome. Errors of the function are outcomes and never thrown. */
  invoke(event: unknown, requestId: string = randomUUID()): Promise<Outcome> {
    return this.#surroundings.activity.track(this.#invoke(event, requestId))
  }

  /** Starts an environment before the first invocation. */
  warmUp(): void {
    if (this.#idle.length + this.#running.size === 0) this.#idle.push(this.#start())
  }

  async close(): Promise<void> {
    await Promise.all([...this.#idle, ...this.#running].map(sandbox => sandbox.end()))
  }

  /** Returns the environment whose AWS calls have this session token. */
  sandboxOf(token: string): Sandbox | undefined {
    return [...this.#running].find(sandbox => sandbox.token === token)
  }

  async #invoke(event: unknown, requestId: string): Promise<Outcome> {
    const fault = this.#surroundings.faults.striking(this.spec.name, 0)
    const outcome: Outcome = fault
      ? { ok: false, error: errorOf(fault, this.spec, requestId) }
      : await this.#run(event, requestId)
    if (!outcome.ok) this.#report(requestId, outcome.error.errorMessage)
    return outcome
  }

  async #run(event: unknown, requestId: string): Promise<Outcome> {
    const sandbox = await this.#enter()
    const timeoutMilliseconds = this.spec.timeoutSeconds * 1000
    const outcome = await sandbox.invoke({ requestId, event, timeoutMilliseconds })
    this.#leave(sandbox)
    return outcome
  }

  async #enter(): Promise<Sandbox> {
    while (this.#running.size >= this.#room) await new Promise<void>(resolve => this.#line.push(resolve))
    const alive = this.#idle.filter(sandbox => sandbox.alive)
    const sandbox = alive.pop() ?? this.#start()
    this.#idle = alive
    this.#running.add(sandbox)
    return sandbox
  }

  #leave(sandbox: Sandbox): void {
    this.#running.delete(sandbox)
    if (sandbox.alive) this.#idle.push(sandbox)
    this.#line.shift()?.()
  }

  #start(): Sandbox {
    const { clock, log } = this.#surroundings
    return new Sandbox(this.spec, this.#environment(), clock, log)
  }

  /**
   * The environment variables that Lambda sets, and the AWS endpoint. The access key tells the endpoint who is
   * calling. If this process has a compile cache, its threads use it too; otherwise each would compile its whole
   * bundle at every start.
   */
  #environment(): Record<string, string> {
    const compiled = process.env['NODE_COMPILE_CACHE']
    return {
      ...this.spec.environment,
      AWS_ENDPOINT_URL: this.#surroundings.awsEndpoint,
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_ACCESS_KEY_ID: this.spec.name,
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_LAMBDA_FUNCTION_NAME: this.spec.name,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(this.spec.memoryMegabytes),
      AWS_LAMBDA_LOG_FORMAT: 'JSON',
      LAMBDA_TASK_ROOT: this.spec.code,
      _HANDLER: this.spec.handler,
      TZ: ':UTC',
      ...(compiled !== undefined && { NODE_COMPILE_CACHE: compiled }),
    }
  }

  #report(requestId: string, message: string): void {
    const { clock, log } = this.#surroundings
    log.add(clock.iso(), this.spec.name, `${requestId} failed: ${message}`)
  }
}
