import { expect } from 'vitest'
import { systemRandom } from '../../shared/adapters/random.ts'
import { auditStore } from '../../shared/store/audit.ts'
import { counterStore } from '../../shared/store/counters.ts'
import { importStore } from '../../shared/store/imports.ts'
import { repairStore } from '../../shared/store/repairs.ts'
import { replayStore } from '../../shared/store/replays.ts'
import type { Io } from '../../tools/operator/command/io.ts'
import type { Place } from '../../tools/operator/command/place.ts'
import type { OperatorDeps } from '../../tools/operator/deps.ts'
import { operate } from '../../tools/operator/operate.ts'
import type { World } from '../../tools/simulation/world.ts'
import { busOf, FakeArchive } from './fake-archive.ts'
import { FakeDeadLetters } from './fake-dead-letters.ts'

/** A terminal in memory: what was written to it, and what the person at it answers. */
export class FakeTerminal implements Io {
  colours = false
  width = Number.POSITIVE_INFINITY
  zone = 'Europe/London'
  interactive = false
  answer = false
  stdout = ''
  stderr = ''
  readonly asked: string[] = []

  out(text: string): void {
    this.stdout += text
  }

  err(text: string): void {
    this.stderr += text
  }

  async ask(question: string): Promise<boolean> {
    this.asked.push(question)
    return this.answer
  }

  onInterrupt(_stop: () => void): () => void {
    return () => {}
  }

  isScreen = false
  #seenEnough = () => {}

  onUnread(stop: () => void): void {
    this.#seenEnough = stop
  }

  /** Whoever looks on has seen enough after one look. */
  async rest(_milliseconds: number): Promise<void> {
    this.#seenEnough()
  }
}

/** For commands that have nothing to do with the keys of links. */
const noLinkKeys: OperatorDeps['linkKeys'] = {
  read: () => Promise.reject(new Error('This test has no link keys.')),
  replace: () => Promise.reject(new Error('This test has no link keys.')),
  generate: () => 'unused',
}

export const operatorArn = 'arn:aws:sts::000000000000:assumed-role/Operator/sam'

/** A world's own parts, as the operator's commands want them. */
export function operatorDeps(world: World): OperatorDeps {
  return {
    ...world.deps,
    stage: 'local',
    system: '--local',
    table: world.table,
    audit: auditStore(world.table),
    imports: importStore(world.table),
    counters: counterStore(world.table),
    deadLetters: new FakeDeadLetters(world.clock),
    functions: { invoke: async () => {} },
    bus: busOf(world),
    archive: new FakeArchive(world),
    schedules: async () => ({ tick: 'on', 'fold-statistics': 'on', mondays: 'on', circles: 'on' }),
    gapEvents: { read: async () => [] },
    replays: replayStore(world.table),
    repairs: repairStore(world.table),
    random: systemRandom,
    addresses: async () => world.addresses,
    testMailer: { send: () => Promise.reject(new Error('This test sends no test emails.')) },
    suppressionList: { since: async () => [], remove: async () => false },
    linkKeys: noLinkKeys,
    account: () => world.ses.account(),
    who: async () => operatorArn,
  }
}

/** What one command line did. */
export interface Operated {
  code: number
  stdout: string
  stderr: string
  /** The result, of a command with `--json`. */
  json: () => unknown
  asked: readonly string[]
}

/** What is stored, and how many entries of the audit trail are among it. */
function storedIn({ table }: World): { rows: string; entries: number } {
  const all = [...table.rows.values()]
  return { rows: JSON.stringify(all), entries: all.filter(({ pk }) => pk.startsWith('audit#')).length }
}

/** An operator at a terminal, before a world. Whatever they change has to leave an entry in the audit trail. */
export function operatorContext(world: World, change: Partial<OperatorDeps> = {}) {
  const places: Place[] = []
  const connect = async (place: Place) => {
    places.push(place)
    return { ...operatorDeps(world), ...change }
  }
  return {
    places,
    /** Runs a command line as typed, but for quotes: one argument each. */
    async run(args: readonly string[], how: Partial<FakeTerminal> = {}): Promise<Operated> {
      const io = Object.assign(new FakeTerminal(), how)
      const before = storedIn(world)
      const code = await world.clock.run(operate([...args, '--local'], { io, connect, env: {} }))
      const after = storedIn(world)
      const advice = `${args.join(' ')}: do it within audited(…), tools/operator/audited.ts`
      if (args.includes('--reason') && after.rows !== before.rows)
        expect(after.entries, advice).toBeGreaterThan(before.entries)
      const { stdout, stderr, asked } = io
      return { code, stdout, stderr, asked, json: () => JSON.parse(stdout) }
    },
  }
}
