import { z } from 'zod'
import type { FunctionSpec } from '../template/readers/functions.ts'
import { exited, type FunctionError, timedOut } from './messages.ts'

/** How a function can be broken on purpose. */
export const faultKinds = ['fail', 'timeout', 'crash-before-call', 'crash-after-call'] as const

const FaultRequest = z.strictObject({
  function: z.string(),
  fault: z.enum(faultKinds),
  call: z.number().int().min(1).max(1000).optional(),
})

/** A fault in force, for every invocation of a function until it is mended. */
export type Fault = {
  /** As the template names it. */
  function: string
  fault: (typeof faultKinds)[number]
  /** The AWS call of each invocation at which it strikes; absent: before the function does anything. */
  call?: number
}

/** What somebody wanted to break, and can't. The message is for them. */
export class WrongFault extends Error {
  override name = 'WrongFault'
}

const help = `Send {"function": "start-journey", "fault": ${faultKinds.map(kind => `"${kind}"`).join(' | ')}, "call": 1}.`

/** Faults in force, one a function at most. They end with the local stack. */
export class Faults {
  readonly #names: readonly string[]
  readonly #inForce = new Map<string, Fault>()

  /** @param names of all functions, as the template has them */
  constructor(names: readonly string[]) {
    this.#names = names
  }

  /**
   * Breaks a function.
   * @param asked the function by its name in the template or the end of it, how, and at which AWS call
   * @throws {WrongFault} when it says something else
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

  /** Mends every function. */
  clear(): void {
    this.#inForce.clear()
  }

  /** The fault that strikes a function now. @param call how many AWS calls it has made, this one included; 0 at its start */
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

/** What Lambda would report of an invocation that a fault struck. */
export function errorOf({ fault }: Fault, spec: FunctionSpec, requestId: string): FunctionError {
  if (fault === 'timeout') return timedOut(spec, requestId)
  if (fault === 'fail') return { errorType: 'Error', errorMessage: 'Broken on purpose at /_local/faults' }
  return exited('Runtime exited with exit code 1')
}
