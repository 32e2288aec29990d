import * as z from 'zod/mini'
import { judgeVoice } from '../../../shared/application/reflections/judge.ts'
import {
  type OpenQuestion,
  sampleToRead,
  type ToRead,
  urgentToRead,
} from '../../../shared/application/reflections/to-read.ts'
import {
  DeclineReason,
  type Verdict,
  VoiceId,
  wordingVersion,
} from '../../../shared/domain/reflections/reflection.ts'
import type { Sector } from '../../../shared/domain/sectors.ts'
import { readDailyStatistics } from '../../../shared/store/daily-statistics.ts'
import { audited } from '../audited.ts'
import { currentJourney } from '../current-journey.ts'
import type { OperatorDeps } from '../deps.ts'
import { OperatorProblem } from '../problem.ts'
import { noteLook, withReflections } from '../reflection-stores.ts'
import { fewest } from '../report/sectors.ts'
import { countOf, sumOfDays } from '../report/statistics.ts'
import { argument, flag, neededOption, optionWithUsual, text } from './input.ts'
import { change, reading } from './operation.ts'
import type { ChangeSession } from './session.ts'
import { wholeNumber } from './values.ts'

const onTheCommandLine = { absent: 'What learners share is read at the command line for now.' }
const journey = argument('<journey>', '', text)
const id = argument('<id>', 'the excerpt, as reflections next names it', VoiceId)

/** The open questions of a journey in their present wording. */
async function questionsOf(deps: OperatorDeps, journeyId: string): Promise<OpenQuestion[]> {
  const { modules } = await currentJourney(deps, journeyId)
  const pages = await Promise.all(modules.map(module => deps.library.page(journeyId, module.id)))
  return pages.flatMap(page =>
    page ? [{ journeyId, moduleId: page.id, wording: wordingVersion(page.reflection) }] : [],
  )
}

/** A sector is named only where at least ten of its people have begun the journey, less those who were erased since. */
const mayName = (deps: OperatorDeps) => async (journeyId: string, sector: Sector) => {
  const today = new Date(deps.clock.now()).toISOString().slice(0, 10)
  const people = async (book: 'counters' | 'erased') => {
    const days = await readDailyStatistics(deps.table, book, journeyId, '2026-01-01', today)
    return countOf(sumOfDays(days.filter(one => one.sector === sector)), 'event.JourneyStarted')
  }
  return (await people('counters')) - (await people('erased')) >= fewest
}

const notTakenIn =
  'This table was restored, and does not know yet what was taken back, reported or erased since: no voice is shown. reconcile --after-restore takes that in, and shows the others again. Nothing was changed.'

async function turn({ open, why }: ChangeSession, journeyId: string, isOn: boolean) {
  const deps = await open()
  await currentJourney(deps, journeyId)
  const { shelves } = withReflections(deps)
  const what = `reflections ${isOn ? 'on' : 'off'}`
  const sharing = await shelves.of(journeyId)
  if (isOn && sharing.isRestored) throw new OperatorProblem(notTakenIn)
  await audited(deps, { what, about: { journey: journeyId }, why }, async () => {
    if (!(await shelves.change(sharing, { isOn, ...(isOn && { lookedAt: deps.clock.now() }) })))
      throw new OperatorProblem(
        'Somebody else changed it at the same moment. Nothing was changed here; try again.',
      )
    return { value: undefined }
  })
  const words = isOn
    ? 'Learners can share excerpts within 10 seconds. Nobody is shown one before a person has approved it.'
    : 'Within 10 seconds nothing can be shared, and no voice is shown on a page or in a new email.'
  return { value: { journey: journeyId, isOn }, lines: () => [words] }
}

const turning = (name: 'on' | 'off', summary: string) =>
  change({
    name: `reflections ${name}`,
    summary,
    examples: [`reflections ${name} shiftworks --stage prod --reason "moderators are ready"`],
    does: 'changes',
    inputs: { journey },
    console: onTheCommandLine,
    ask: (_session, input) => ({
      question: `Turn the sharing of excerpts ${name} in ${input.journey}?`,
      effects: [
        name === 'on'
          ? 'Learners are offered to share excerpts, which wait for a moderator.'
          : 'Nothing can be shared, and no voice is shown. What is shared and approved is kept.',
      ],
      button: `Turn it ${name}`,
    }),
    run: (session, input) => turn(session, input.journey, name === 'on'),
  })

/** Lets learners of a journey share. */
export const reflectionsOn = turning('on', 'let learners of a journey share excerpts of what they write')
/** Hides all voices of a journey, and lets nobody share. */
export const reflectionsOff = turning('off', 'hide all voices of a journey, and let nobody share')

const lineOf = ({ id: voice, module, sector, text: words }: ToRead): string[] => [
  `${voice}  ${module}, ${sector ?? 'sector not said'}`,
  `  ${words.replaceAll('\n', ' ')}`,
]

/** Some excerpts to read. */
export const reflectionsNext = reading({
  name: 'reflections next',
  summary: 'some excerpts to read, while shelves are short of voices',
  help: `A sample, balanced over modules and sectors: nobody has to read a queue to its end. What readers reported comes first.
Words of risk stand in a lane of their own (--at-risk), the oldest first: read it every day.`,
  examples: [
    'reflections next shiftworks --stage prod --json',
    'reflections next shiftworks --at-risk --stage prod',
  ],
  does: 'reads',
  inputs: {
    journey,
    atRisk: flag('--at-risk', 'those with words of risk'),
    limit: optionWithUsual('--limit <number>', 'how many', wholeNumber, 20),
    seed: optionWithUsual('--seed <text>', 'another seed is another sample', text, '1'),
  },
  console: onTheCommandLine,
  async run({ open, says }, { journey: journeyId, atRisk, limit, seed }) {
    const deps = await open()
    const unreadable: string[] = []
    const stores = { ...withReflections(deps), unreadable: (id: string) => void unreadable.push(id) }
    const questions = await questionsOf(deps, journeyId)
    const urgent = await urgentToRead(stores, journeyId, atRisk ? 'risk' : 'reported', limit)
    const room = atRisk ? 0 : limit - urgent.length
    const sample = room > 0 ? await sampleToRead(stores, questions, { limit: room, seed }) : undefined
    const toRead = [...urgent, ...(sample?.toRead ?? [])]
    if (unreadable.length > 0)
      says(`Left out, because this version cannot read them: ${unreadable.join(', ')}.`)
    if (!(await noteLook(deps, journeyId)))
      says('It is not noted that somebody has looked, because these rights may not write the table.')
    const none = sample?.enough ? 'Enough: every shelf is full of fresh voices.' : 'Nothing waits to be read.'
    return { value: toRead, lines: () => (toRead.length > 0 ? toRead.flatMap(lineOf) : [none]) }
  },
})

const notDone = {
  'not-waiting':
    'It does not wait any more: its writer took it back, somebody else decided, or nobody read it within 30 days.',
  'no-room': 'Its shelf is full of fresh voices. It goes on waiting; nothing was changed.',
}

async function decide({ open, why }: ChangeSession, voice: string, verdict: Verdict, done: string) {
  const deps = await open()
  const about = { voice, ...(verdict.is === 'decline' && { reason: verdict.reason }) }
  const judged = await audited(deps, { what: `reflections ${verdict.is}`, about, why }, async () => {
    const value = await judgeVoice(withReflections(deps), voice, verdict, mayName(deps))
    return { value, result: { outcome: value.is } }
  })
  if (judged.is !== 'done') throw new OperatorProblem(notDone[judged.is])
  await noteLook(deps, judged.reflection.journeyId)
  const writer = verdict.is === 'escalate' ? { learner: judged.reflection.learnerId } : {}
  const lines = [
    done,
    ...(writer.learner ? [`Its writer is ${writer.learner}: operator learner says who that is.`] : []),
  ]
  return { value: { id: voice, ...writer }, lines: () => lines }
}

const asking = (question: string, effect: string, button: string) => ({ question, effects: [effect], button })

/** Shows an excerpt to others. */
export const reflectionsApprove = change({
  name: 'reflections approve',
  summary: 'show an excerpt to learners elsewhere',
  examples: ['reflections approve 0123456789abcdefghijklmn --stage prod --reason "read"'],
  does: 'changes',
  inputs: { id },
  console: onTheCommandLine,
  ask: () =>
    asking('Show this excerpt to others?', 'It stands on its shelf within 10 seconds.', 'Approve it'),
  run: (session, input) => decide(session, input.id, { is: 'approve' }, 'It is on its shelf.'),
})

/** Does not show an excerpt. */
export const reflectionsDecline = change({
  name: 'reflections decline',
  summary: 'do not show an excerpt, for one of a few reasons that its writer reads',
  examples: [
    'reflections decline 0123456789abcdefghijklmn --because case-detail --stage prod --reason "read"',
  ],
  does: 'changes',
  inputs: { id, because: neededOption('--because <reason>', 'what its writer is told', DeclineReason) },
  console: onTheCommandLine,
  ask: () => asking('Decline this excerpt?', 'Its writer reads why behind the private link.', 'Decline it'),
  run: (session, input) =>
    decide(session, input.id, { is: 'decline', reason: input.because }, 'It is shown to nobody.'),
})

/** Proposes other words for an excerpt. */
export const reflectionsRedact = change({
  name: 'reflections redact',
  summary: 'propose other words, to which its writer agrees first',
  examples: [
    'reflections redact 0123456789abcdefghijklmn --words "Somebody smiled." --stage prod --reason "a name"',
  ],
  does: 'changes',
  inputs: {
    id,
    words: neededOption(
      '--words <text>',
      'what would be shown',
      z.string().check(z.minLength(1), z.maxLength(300)),
    ),
  },
  console: onTheCommandLine,
  ask: () =>
    asking('Propose these words?', 'Once its writer agrees, they wait to be approved.', 'Propose them'),
  run: (session, input) =>
    decide(
      session,
      input.id,
      { is: 'redact', proposal: input.words },
      'Its writer is asked whether they agree.',
    ),
})

/** Takes an excerpt out of the lane of risk, and says whose it is. */
export const reflectionsEscalate = change({
  name: 'reflections escalate',
  summary: 'do not show an excerpt, and say whose it is, to pass on what worries you',
  help: 'Its writer reads that somebody responsible has been told: tell them.',
  examples: [
    'reflections escalate 0123456789abcdefghijklmn --stage prod --reason "speaks of harm to themselves"',
  ],
  does: 'changes',
  inputs: { id },
  console: onTheCommandLine,
  ask: () => asking('Escalate this excerpt?', 'You are told the random id of its writer.', 'Escalate it'),
  run: (session, input) => decide(session, input.id, { is: 'escalate' }, 'It is shown to nobody.'),
})
