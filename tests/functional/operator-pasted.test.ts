import { execFileSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { actInCircle } from '../../shared/application/circles/act.ts'
import { introduce } from '../../shared/domain/circles/circle.ts'
import { minute, week } from '../../shared/domain/duration.ts'
import { auditStore } from '../../shared/store/audit.ts'
import { circleStore, proposalStore } from '../../shared/store/circles.ts'
import { addressKey } from '../../shared/store/keys.ts'
import { wrapText } from '../../tools/operator/command/lines.ts'
import { commandLine, optionsOf, readPlace } from '../../tools/operator/command/place.ts'
import type { OperatorDeps } from '../../tools/operator/deps.ts'
import { World } from '../../tools/simulation/world.ts'
import { brokenHour } from '../support/broken-hour.ts'
import { FakeDeadLetters } from '../support/fake-dead-letters.ts'
import { operatorArn, operatorContext } from '../support/operator-context.ts'
import { archivedFrom, backupOf, restore } from '../support/restored.ts'
import { shares, turnSharing, writer } from '../support/writers.ts'

const root = resolve(import.meta.dirname, '../..')
const monday = Date.parse('2026-11-23T09:00:00Z')

/** Every command line in what was printed, from where it begins to the end of its line, and on behind a backslash. */
const pasteable = (printed: string): string[] =>
  [...printed.matchAll(/npm run (?:operator|journeys) -- (?:[^\n\\]|\\\n|\\.)*/g)].map(([line]) => line)

/** The arguments that a real shell hands to the program: npm's own part is taken off by a stand-in for npm. */
function argumentsOf(pasted: string): string[] {
  const script = `npm() { shift 3; printf '%s\\0' "$@"; }\n${pasted}`
  return execFileSync('sh', ['-c', script]).toString().split('\0').slice(0, -1)
}

interface Printed {
  /** Where the command lines are made. */
  file: string
  world: World
  /** What prints them. */
  command: readonly string[]
  deps?: Partial<OperatorDeps>
  /** What is printed, and done by each when it is pasted. */
  does: readonly [line: RegExp, said: RegExp][]
}

async function withLearner(): Promise<World> {
  const world = new World(monday)
  await world.publish()
  await world.learner('jo@example.org')
  return world
}

const failedAt = (requestPayload: unknown) => ({
  requestContext: { condition: 'RetriesExhausted' },
  requestPayload,
  responsePayload: { errorType: 'Error', errorMessage: 'The table does not answer.' },
})

const cases: Readonly<Record<string, () => Promise<Printed>>> = {
  'what status lists to look at': async () => {
    const world = await withLearner()
    const canary = { version: 1, emails: 5, left: 0, since: world.clock.now(), usedAt: world.clock.now() }
    await world.deps.holds.place({ by: 'canary', scope: { is: 'journey', journeyId: 'sample' }, ...canary })
    const deadLetters = new FakeDeadLetters(world.clock)
    deadLetters.add('start-journey', failedAt({}))
    return {
      file: 'tools/operator/status/troubles.ts',
      world,
      command: ['status'],
      deps: { deadLetters },
      does: [
        [/dead-letters show start-journey/, /1 letter, the oldest/],
        [/release version sample/, /Version 1 of sample is released/],
      ],
    }
  },
  'sign-ups that are quarantined': async () => {
    const world = new World(monday)
    await world.publish()
    const hash = world.addresses.ofEmail('jo@example.org')
    await world.table.write({ put: { ...addressKey(hash), learnerId: 'nobody’s' } })
    await world.sendForm('jo@example.org')
    await world.settle(() => [])
    for (let i = 0; i < 6; i += 1) {
      await world.tick()
      world.clock.setTo(world.clock.now() + minute)
    }
    return {
      file: 'tools/operator/status/troubles.ts',
      world,
      command: ['status'],
      does: [[/reconcile/, /1 case: rows that were quarantined/]],
    }
  },
  'shelves on which nobody has looked in': async () => {
    const world = await withLearner()
    await operatorContext(world).run(['reflections', 'on', 'sample', '--yes', '--reason', 'a test'])
    world.clock.setTo(monday + 2 * week)
    return {
      file: 'tools/operator/status/moderation.ts',
      world,
      command: ['status'],
      does: [[/reflections next sample/, /Nothing waits|waits/]],
    }
  },
  'a report about a circle': async () => {
    const world = await withLearner()
    await world.learner('sam@example.org')
    const ids = await Promise.all(['jo', 'sam'].map(name => world.person(`${name}@example.org`)))
    const people = ids.map(({ learner }) => ({ id: learner.id, sector: 'ambulance' as const }))
    const circles = circleStore(world.table)
    const circle = 'sample.2026-11-22.0.0'
    const at = world.clock.now()
    await world.table.write(circles.beginWrite(introduce(circle, people, at)))
    const groups = { table: world.table, proposals: proposalStore(world.table), circles }
    const learnerId = people[0]?.id ?? ''
    await actInCircle(groups, circle, { type: 'Report', at, learnerId })
    return {
      file: 'tools/operator/status/circles.ts',
      world,
      command: ['status'],
      does: [[/circles list/, /reported since/]],
    }
  },
  'circles on in a table that was restored': async () => {
    const world = await withLearner()
    await operatorContext(world).run(['circles', 'on', 'sample', '--yes', '--reason', 'a test'])
    Object.assign(world.table, { name: 'restored' })
    return {
      file: 'tools/operator/operations/circles.ts',
      world,
      command: ['circles', 'on', 'sample', '--yes', '--reason', 'reports are read'],
      does: [[/circles on sample --gap-repeated/, /People can join rounds/]],
    }
  },
  'a replay that was stopped, as status tells it': async () => {
    const world = await brokenHour()
    await stopped(world)
    return {
      file: 'tools/operator/replay/replay-in-words.ts',
      world,
      command: ['status'],
      does: [[/replay --resume/, /The replay is done/]],
    }
  },
  'a dry run that would change nothing': async () => ({
    file: 'tools/operator/replay/replay-in-words.ts',
    world: await withLearner(),
    command: ['replay', '--from', '2026-11-23T08:00Z', '--dry-run'],
    does: [[/reconcile/, /All is as it should be/]],
  }),
  'a table in which all is as it should be': async () => ({
    file: 'tools/operator/operations/reconcile.ts',
    world: await brokenHour().then(async world => {
      await world.pass(1)
      return world
    }),
    command: ['reconcile'],
    does: [[/replay --from \S+ --dry-run/, /Dry run: nothing has been changed/]],
  }),
  'the causes of dead letters': async () => {
    const world = await withLearner()
    const deadLetters = new FakeDeadLetters(world.clock)
    deadLetters.add('start-journey', failedAt({}))
    return {
      file: 'tools/operator/operations/dead-letters-show.ts',
      world,
      command: ['dead-letters', 'show', 'start-journey'],
      deps: { deadLetters },
      does: [[/dead-letters redrive/, /1 letter of start-journey got another chance/]],
    }
  },
  'dead letters about a person': async () => {
    const world = await withLearner()
    const { learner } = await world.person('jo@example.org')
    const deadLetters = new FakeDeadLetters(world.clock)
    deadLetters.add('start-journey', failedAt({ detail: { learnerId: learner.id } }))
    return {
      file: 'tools/operator/dead-letters/about-person.ts',
      world,
      command: ['learner', 'jo@example.org'],
      deps: { deadLetters },
      does: [[/dead-letters show start-journey --cause/, /The table does not answer/]],
    }
  },
  'the writer of an excerpt that is passed on': async () => {
    const world = new World(monday)
    await world.publish()
    await writer(world, 'jo@example.org')
    await turnSharing(world, true)
    const voice = (await shares(world, 'jo@example.org', 'I am afraid of going to work.')) ?? expect.fail()
    return {
      file: 'tools/operator/operations/reflections.ts',
      world,
      command: ['reflections', 'escalate', voice, '--reason', 'sounds hopeless'],
      does: [[/learner [0-9a-z]{24}/, /jo@example.org/]],
    }
  },
  'a way back after a restore while delivery runs': async () => {
    const world = await withLearner()
    return {
      file: 'tools/operator/reconcile/restore-setting.ts',
      world,
      command: ['reconcile', '--after-restore', new Date(monday).toISOString(), '--reason', 'a restore'],
      does: [[/hold delivery/, /delivery is held back/]],
    }
  },
  'the way back after a restore': async () => {
    const world = await withLearner()
    const from = world.clock.now()
    const backup = await backupOf(world)
    await world.done('jo@example.org', 'one')
    await world.settle()
    await world.pass(3)
    const restored = await restore(backup, world)
    return {
      file: 'tools/operator/operations/reconcile-after-restore.ts',
      world: restored,
      deps: { gapEvents: archivedFrom(world) },
      command: ['reconcile', '--after-restore', new Date(from).toISOString(), '--reason', 'a restore'],
      does: [
        [/--unknown-as sent/, /count as sent/],
        [/reconcile --local/, /Looked at 1 person/],
        [/reconcile --fix/, /Looked at|Mended/],
        [/release delivery/, /delivery is released/],
      ],
    }
  },
}

/** A replay whose operator stopped it. */
async function stopped(world: World): Promise<void> {
  const args = ['replay', '--journey', 'sample', '--rate', '1', '--reason', 'a test', '--yes']
  let looks = 0
  await operatorContext(world).run(args, {
    interactive: true,
    answer: true,
    onInterrupt(stop: () => void) {
      looks += 1
      stop()
      return () => {}
    },
  })
  expect(looks).toBeGreaterThan(0)
  const [entry] = await auditStore(world.table).between(0, world.clock.now())
  expect(entry).toMatchObject({ what: 'replay', result: { end: 'stopped' }, who: operatorArn })
}

/** In an 80-column terminal, and where nothing wraps. */
const widths = [80, Number.POSITIVE_INFINITY]

describe('what is printed to be pasted does what was said, when a shell reads it', () => {
  it.each(Object.keys(cases).flatMap(name => widths.map(width => [name, width] as const)))(
    '%s, in %d columns',
    async (name, width) => {
      const { world, command, deps = {}, does } = (await cases[name]?.()) ?? expect.fail()
      const context = operatorContext(world, deps)
      const how = { interactive: true, answer: true, width }
      const { stdout, stderr } = await context.run(command, how)
      const lines = pasteable(stdout + stderr)
      expect(lines).toHaveLength(does.length)
      for (const [line, said] of does) {
        const pasted =
          lines.find(one => line.test(one.replaceAll(/ \\\n +/g, ' '))) ?? expect.fail(`${line} in ${lines}`)
        const args = argumentsOf(pasted)
        expect(args).toContain('--local')
        const run = await context.run(args, how)
        expect([0, 1], run.stderr).toContain(run.code)
        expect((run.stdout + run.stderr).replaceAll(/\s+/g, ' ')).toMatch(said)
      }
    },
  )

  it('knows of every file that makes such a line', async () => {
    const made = globSync('tools/{operator,journeys}/**/*.ts', { cwd: root }).filter(file =>
      /\bcommandLine\(|`[^`]*npm run (?:operator|journeys) --/.test(readFileSync(join(root, file), 'utf8')),
    )
    const known = await Promise.all(Object.values(cases).map(async one => (await one()).file))
    // Examples of the help are run by tests of their own; place.ts makes the lines.
    const helps = [
      'tools/operator/operate.ts',
      'tools/journeys/run-journeys.ts',
      'tools/operator/command/place.ts',
    ]
    expect(made.filter(file => !helps.includes(file)).toSorted()).toEqual([...new Set(known)].toSorted())
  })
})

describe('a command line to paste', () => {
  it('keeps whatever stands in an argument, also where it is broken at 80 columns', () => {
    const odd = fc.string({ unit: fc.constantFrom(...'ab "\'$`!\\;&|<>*?~#(){}[]\n…é') })
    fc.assert(
      fc.property(fc.array(odd, { minLength: 1, maxLength: 6 }), words => {
        const line = commandLine('--local', ...words)
        expect(argumentsOf(line)).toEqual([...words, '--local'])
        if (words.some(word => word.includes('\n'))) return
        const [wrapped = ''] = pasteable(wrapText(`Then: ${line}`, 80))
        expect(argumentsOf(wrapped)).toEqual([...words, '--local'])
      }),
      { numRuns: 60 },
    )
  })

  it('names the same system, and its region where that is not the usual one', () => {
    for (const options of [{ local: true }, { stage: 'prod' }, { stage: 'prod', region: 'eu-central-1' }]) {
      const place = readPlace(options, {})
      const args = argumentsOf(commandLine(optionsOf(place), 'status')).slice(1)
      const [, stage] = args[0] === '--stage' ? args : []
      const region = args[args.indexOf('--region') + 1]
      const again = {
        local: args[0] === '--local',
        ...(stage && { stage }),
        ...(args.includes('--region') && region && { region }),
      }
      expect(readPlace(again, {})).toEqual(place)
    }
  })
})
