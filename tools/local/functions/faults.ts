import { z } from 'zod'
import type { FunctionSpec } from '../template/readers/functions.ts'
import { exited, type FunctionError, timedOut } from './messages.ts'

/** The ways to break a function on purpose. */
export const faultKinds = ['fail', 'timeout', 'crash-before-call', 'crash-after-call'] as const

const FaultRequest = z.strictObject({
  function: z.string(),
  fault: z.enum(faultKinds),
  call: z.number().int().min(1).max(1000).optional(),
})

/** An active fault. It applies to every invocation of the function until it is cleared. */
export type Fault = {
  /** The function's name in the template. */
  function: string
  fault: (typeof faultKinds)[number]
  /** The number of the AWS call at which the fault strikes in each invocation; absent: before the function runs. */
  call?: number
}

/** A request for a fault that is not possible. The message is shown to the developer. */
export class WrongFault extends Error {
  override name = 'WrongFault'
}

const help = `Send {"function": "start-journey", "fault": ${faultKinds.map(kind => `"${kind}"`).join(' | ')}, "call": 1}.`

/** The active faults, at most one per function. They end with the local stack. */
export class Faults {
  readonly #names: readonly string[]
  readonly #inForce = new Map<string, Fault>()

  /** @param names the names of all functions in the template */
  constructor(names: readonly string[]) {
    this.#names = names
  }

  /**
   * Breaks a function.
   * @param asked the function's name in the template or the end of it, the kind of fault, and the number of the AWS
   * call
   * @throws {WrongFault} if one of these is missing or wrong
   */
  set(asked: unknown): Fault {
    const read = FaultRequest.safeParse(asked)
    if (!read.success) throw new WrongFault(`${z.prettifyError(read.error)}\n${help}`)
    const { fault, call } = read.data
    const crashes = fault === 'crash-before-call' || fault === 'crash-after-call'
    const at = call ?? (crashes ? 1 : undefined)
    const inForce = {
      function: this.#nameOf(read.data.function),
      fault,
      ...(at === undefined ? {} : { call: at }),
    }
    this.#inForce.set(inForce.function, inForce)
    return inForce
  }

  all(): Fault[] {
    return [...this.#inForce.values()]
  }

  /** Removes all faults. */
  clear(): void {
    this.#inForce.clear()
  }

  /**
   * Returns the fault that strikes a function now.
   * @param call the number of the current AWS call; 0 at the start of the invocation
   */
  striking(name: string, call: number): Fault | undefined {
    const fault = this.#inForce.get(name)
    return (fault?.call ?? 0) === call ? fault : undefined
  }

  #nameOf(wanted: string): string {
    const name = this.#names.find(known => known === wanted || known.endsWith(`-${wanted}`))
    if (name) return name
    throw new WrongFault(`There is no function "${wanted}". Functions: ${this.#names.join(', ')}.`)
  }
}

/** The error that Lambda would report for an invocation with a fault. */
export function errorOf({ fault }: Fault, spec: FunctionSpec, requestId: string): FunctionError {
  if (fault === 'timeout') return timedOut(spec, requestId)
  if (fault === 'fail') return { errorType: 'Error', errorMessage: 'Broken on purpose at /_local/faults' }
  return exited('Runtime exited with exit code 1')
}
