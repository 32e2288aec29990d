import * as z from 'zod/mini'
import { roundOfGroup } from '../../../shared/domain/circles/group-id.ts'
import {
  type JourneyCircles,
  journeyCirclesStore,
  usualSmallestPool,
} from '../../../shared/store/journey-circles.ts'
import { audited } from '../audited.ts'
import { listedLines, roundShownLines } from '../circles/circles-in-words.ts'
import { listCircles } from '../circles/list-circles.ts'
import { counted, formatNumber } from '../command/format.ts'
import { commandLine } from '../command/place.ts'
import type { Style } from '../command/style.ts'
import { currentJourney } from '../current-journey.ts'
import type { OperatorDeps } from '../deps.ts'
import { exitCodes, OperatorProblem } from '../problem.ts'
import { argument, flag, option, optionWithUsual, text } from './input.ts'
import { change, reading } from './operation.ts'
import type { ChangeSession } from './session.ts'
import { wholeNumber } from './values.ts'

const journey = argument('<journey>', '', text)
const smallestPool = optionWithUsual(
  '--smallest-pool <people>',
  'below so many who joined, a round is not dealt',
  wholeNumber,
  usualSmallestPool,
)

const round = option(
  '--round <round>',
  'all of one round, as the ids of its groups begin',
  z
    .string()
    .check(
      z.regex(
        /^[a-z0-9-]+\.\d{4}-\d{2}-\d{2}$/,
        'A round is named as its groups begin: shiftworks.2026-11-29.',
      ),
    ),
)

const place = { section: 'Circles', back: { path: '/circles', words: 'Back to circles' } } as const

/** @throws OperatorProblem if a person could be dealt who was removed or reported since the restore point */
function onlyOnceRepeated(
  { system }: OperatorDeps,
  { journeyId, isRestored }: JourneyCircles,
  why: string,
): void {
  if (!isRestored) return
  const repeated = commandLine(system, 'circles', 'on', journeyId, '--gap-repeated', '--reason', why)
  throw new OperatorProblem(
    `This table was restored to an earlier moment, and knows nobody who was removed from circles or reported since. Nothing was changed. Remove them again first, then: ${repeated}`,
  )
}

async function switchCircles(
  { open, why }: ChangeSession,
  journeyId: string,
  to: { isOn: boolean; smallestPool?: number },
  isRepeated = false,
) {
  const deps = await open()
  await currentJourney(deps, journeyId)
  const store = journeyCirclesStore(deps.table)
  const spoilt = await store.spoilt(journeyId)
  const before = spoilt?.before ?? (await store.of(journeyId))
  if (to.isOn && !isRepeated) onlyOnceRepeated(deps, before, why)
  const state = { smallestPool: before.smallestPool, ...to }
  const what = `circles ${to.isOn ? 'on' : 'off'}`
  const about = {
    journey: journeyId,
    ...(to.isOn && { smallestPool: state.smallestPool }),
    ...(isRepeated && { gapRepeated: true }),
    ...(spoilt && { writtenAnew: true }),
  }
  await audited(deps, { what, about, why }, async () => {
    if (!(await store.turn(before, state, deps.clock.now(), spoilt)))
      throw new OperatorProblem(
        'Somebody else changed it at the same moment. Nothing was changed here; try again.',
      )
    return { value: undefined }
  })
  const anew = spoilt ? ['The row that says whether they are on could not be read. It is written anew.'] : []
  return { before, anew, value: { journey: journeyId, ...state } }
}

/** From how many people on a round is dealt, and the number before. */
function dealtFrom({ before, value }: Awaited<ReturnType<typeof switchCircles>>): string {
  const changed = before.isOn && before.smallestPool !== value.smallestPool
  const was = changed ? `; it was ${formatNumber(before.smallestPool)}` : ''
  return `People can join rounds within 10 seconds. A round is dealt from ${counted(value.smallestPool, 'person', 'people')} on${was}.`
}

/** Lets people of a journey join rounds. */
export const circlesOn = change({
  name: 'circles on',
  summary: 'let people of a journey meet in circles',
  help: `People who are done with three modules are offered to join a round, which closes on Sunday night (London). Once more, with
another --smallest-pool, changes that from the next deal on.`,
  examples: [
    'circles on shiftworks --stage prod --reason "reports are read every day"',
    'circles on shiftworks --smallest-pool 60 --stage prod --reason "enough to choose from"',
  ],
  does: 'changes',
  inputs: { journey, smallestPool },
  console: { forms: [{ at: '/circles/{journey}/on', ...place }] },
  ask: (_session, input) => ({
    question: `Let people of ${input.journey} meet in circles?`,
    effects: [
      'Within 10 seconds, whoever is done with three modules is offered to join a round.',
      `A round is dealt once it has closed, if at least ${input.smallestPool} have joined.`,
    ],
    button: 'Turn circles on',
  }),
  async run(session, input) {
    const { journey: id, smallestPool: pool } = input
    const switched = await switchCircles(session, id, { isOn: true, smallestPool: pool })
    return { value: switched.value, lines: () => [...switched.anew, dealtFrom(switched)] }
  },
})

/** Turns circles on in a restored table, after the changes that were lost have been repeated. */
export const circlesOnRestored = change({
  name: 'circles on --gap-repeated',
  command: 'circles on',
  chosenBy: ['gapRepeated'],
  summary: 'the same in a restored table, once what it does not know is done again',
  examples: ['circles on shiftworks --gap-repeated --stage prod --reason "removed Jo again"'],
  does: 'changes',
  inputs: {
    journey,
    smallestPool,
    gapRepeated: flag(
      '--gap-repeated',
      'whoever was removed or reported since the moment restored is removed again',
    ),
  },
  console: { forms: [{ at: '/circles/{journey}/on-restored', with: { gapRepeated: true }, ...place }] },
  ask: (_session, input) => ({
    question: `Is everybody removed again who was removed from circles or reported since the moment restored, and may people of ${input.journey} meet?`,
    effects: [
      'This table knows nothing of removals and reports since then. Whoever is not removed again can join.',
      'Whoever had joined a round by then joins again. Those who were in a circle together are kept apart.',
    ],
    button: 'It is done: turn circles on',
  }),
  async run(session, input) {
    const { journey: id, smallestPool: pool } = input
    const switched = await switchCircles(session, id, { isOn: true, smallestPool: pool }, true)
    return { value: switched.value, lines: () => [...switched.anew, dealtFrom(switched)] }
  },
})

/** Lets nobody join, and deals nobody. */
export const circlesOff = change({
  name: 'circles off',
  summary: 'offer circles to nobody in a journey, and deal no round',
  examples: ['circles off shiftworks --stage prod --reason "nobody can read reports this month"'],
  does: 'changes',
  inputs: { journey },
  console: { forms: [{ at: '/circles/{journey}/off', ...place }] },
  ask: (_session, input) => ({
    question: `Turn circles off in ${input.journey}?`,
    effects: [
      'Within 10 seconds nobody is offered to join a round, and no round is dealt while they are off.',
      'People who were introduced have each other’s addresses: nothing of that can be called back.',
    ],
    button: 'Turn circles off',
  }),
  async run(session, input) {
    const { before, anew, value } = await switchCircles(session, input.journey, { isOn: false })
    const words = before.isOn
      ? 'Within 10 seconds nobody can join a round. None is dealt while circles are off.'
      : 'Circles were off already: nobody can join a round, and none is dealt.'
    return { value, lines: () => [...anew, words] }
  },
})

/** How circles stand. */
export const circlesList = reading({
  name: 'circles list',
  summary:
    'in which journeys people can meet, what is reported, and which proposals and circles are under way',
  help: `What was reported comes first, then the groups of the newest round, of which twenty are shown, then each earlier round in a line.
--round shows all of one; --json has everything.`,
  examples: [
    'circles list --stage prod',
    'circles list --round shiftworks.2026-11-29 --stage prod',
    'circles list --stage prod --json',
  ],
  does: 'reads',
  inputs: { round },
  console: { pages: async () => (await import('../console/pages/circles.ts')).circleRoutes },
  async run({ open }, { round: name }) {
    const deps = await open()
    const all = await listCircles(deps)
    if (name !== undefined) await currentJourney(deps, roundOfGroup(name).journeyId)
    const ofRound = (id: string) => name === undefined || id.startsWith(`${name}.`)
    const value = { ...all, groups: all.groups.filter(({ id }) => ofRound(id)) }
    const whole = (one: string) => commandLine(deps.system, 'circles', 'list', '--round', one)
    const isUnread = [value, ...value.journeys].some(({ unreadable = '' }) => unreadable.length > 0)
    const exitCode = isUnread ? exitCodes.trouble : exitCodes.ok
    const lines = (style: Style) =>
      name === undefined ? listedLines(value, style, whole) : roundShownLines(value.groups, style)
    return { value, lines, exitCode }
  },
})
