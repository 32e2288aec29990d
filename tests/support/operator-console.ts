import type { OperatorDeps } from '../../tools/operator/deps.ts'
import { operate } from '../../tools/operator/operate.ts'
import type { World } from '../../tools/simulation/world.ts'
import { FakeTerminal, operatorDeps } from './operator-context.ts'

/** A terminal at which somebody waits until Ctrl-C. */
class WatchedTerminal extends FakeTerminal {
  readonly address: Promise<string>
  #found: (address: string) => void = () => {}
  #interrupt = () => {}

  constructor() {
    super()
    this.address = new Promise(resolve => {
      this.#found = resolve
    })
  }

  override err(text: string): void {
    super.err(text)
    const [address] = /http:\S+/.exec(text) ?? []
    if (address) this.#found(address)
  }

  override onInterrupt(stop: () => void): () => void {
    this.#interrupt = stop
    return () => {}
  }

  pressCtrlC(): void {
    this.#interrupt()
  }
}

/** `operator console` before a world, whose clock jumps to whatever moment is waited for. */
export async function openConsole(world: World, change: Partial<OperatorDeps> = {}) {
  const io = new WatchedTerminal()
  const clock = { now: () => world.clock.now(), until: async (at: number) => world.clock.setTo(at) }
  const connect = async () => ({ ...operatorDeps(world), clock, ...change })
  const ended = operate(['console', '--local'], { io, connect, env: {} })
  const address = await Promise.race([io.address, ended.then(() => Promise.reject(new Error(io.stderr)))])
  return {
    address,
    origin: new URL(address).origin,
    /** What the terminal says. */
    stderr: () => io.stderr,
    /** Ctrl-C. @returns the exit code. */
    close: () => {
      io.pressCtrlC()
      return ended
    },
  }
}
