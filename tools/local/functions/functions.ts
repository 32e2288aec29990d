import { LocalProblem } from '../local-problem.ts'
import type { FunctionSpec } from '../template/readers/functions.ts'
import { FunctionPool, type Surroundings } from './function-pool.ts'
import type { Sandbox } from './sandbox.ts'

/** All functions, by name. */
export class Functions {
  readonly #pools: Map<string, FunctionPool>

  constructor(specs: FunctionSpec[], surroundings: Surroundings) {
    this.#pools = new Map(specs.map(spec => [spec.name, new FunctionPool(spec, surroundings)]))
  }

  /** @param nameOrArn without a qualifier */
  get(nameOrArn: string): FunctionPool {
    const name = nameOrArn.split(':function:').at(-1) ?? nameOrArn
    const pool = this.#pools.get(name)
    if (!pool)
      throw new LocalProblem(`The template wires something to the function ${nameOrArn}, which isn't there.`)
    return pool
  }

  /** Returns the environment of any function whose AWS calls have this session token. */
  sandboxOf(token: string | undefined): Sandbox | undefined {
    if (token === undefined) return undefined
    for (const pool of this.#pools.values()) {
      const sandbox = pool.sandboxOf(token)
      if (sandbox) return sandbox
    }
    return undefined
  }

  names(): string[] {
    return [...this.#pools.keys()]
  }

  warmUp(): void {
    for (const pool of this.#pools.values()) pool.warmUp()
  }

  async close(): Promise<void> {
    await Promise.all([...this.#pools.values()].map(pool => pool.close()))
  }
}
