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

/** A browser at the console of a world, without JavaScript. Close it in the end. */
export async function visitConsole(world: World, change: Partial<OperatorDeps> = {}) {
  const { address, origin, close } = await openConsole(world, change)
  const first = await fetch(address, { redirect: 'manual' })
  const headers = { cookie: first.headers.getSetCookie()[0]?.split(';')[0] ?? '', origin }
  const get = async (path: string) => {
    const answer = await fetch(`${origin}${path}`, { headers })
    return { status: answer.status, page: await answer.text() }
  }
  /** Sends a form. @returns the answer itself, also where it leads elsewhere. */
  const post = async (path: string, form: Record<string, string> = {}) => {
    const body = new URLSearchParams(form)
    const answer = await fetch(`${origin}${path}`, { method: 'POST', headers, body, redirect: 'manual' })
    const location = answer.headers.get('location') ?? ''
    return { status: answer.status, page: await answer.text(), location }
  }
  return {
    close,
    get,
    post,
    /** Presses a button. @returns where that leads. */
    async press(path: string, form: Record<string, string> = {}): Promise<string> {
      const { status, page, location } = await post(path, form)
      if (status === 303) return location
      throw new Error(`${path} answers ${status}: ${page}`)
    },
    /** Looks at the page of some work until it has ended. */
    async ended(path: string): Promise<string> {
      for (;;) {
        const { page } = await get(path)
        if (!page.includes('<progress')) return page
      }
    },
  }
}
export type ConsoleVisit = Awaited<ReturnType<typeof visitConsole>>
