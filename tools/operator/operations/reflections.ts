import type { ToRead } from '../../../shared/application/reflections/to-read.ts'
import { DeclineReason, type Verdict } from '../../../shared/domain/reflections/reflection.ts'
import { audited } from '../audited.ts'
import { commandLine } from '../command/place.ts'
import { currentJourney } from '../current-journey.ts'
import { decide } from '../moderation/decide.ts'
import { decideAll } from '../moderation/decide-all.ts'
import { declinedInWords, look } from '../moderation/look.ts'
import { exitCodes, OperatorProblem } from '../problem.ts'
import { withReflections } from '../reflection-stores.ts'
import { argument, flag, neededArguments, neededOption, optionWithUsual, text } from './input.ts'
import { change, reading } from './operation.ts'
import type { ChangeSession } from './session.ts'
import { excerptId, proposedWords, wholeNumber } from './values.ts'

const onItsPage = { shownAt: '/reflections' }
const journey = argument('<journey>', '', text)
const id = argument('<id>', 'the excerpt, as reflections next names it', excerptId)
const ids = neededArguments('<id...>', 'the excerpts, as reflections next names them', excerptId)

const notTakenIn =
  'This table was restored, and does not know yet what was taken back, reported or erased since: no voice is shown. reconcile --after-restore takes that in, and shows the others again. Nothing was changed.'

const offInWords = (wasOn: boolean): string =>
  wasOn
    ? 'Within 10 seconds nothing can be shared, and no voice is shown on a page or in a new email.'
    : 'Sharing was off already: nothing can be shared, and no voice is shown.'

async function switchSharing({ open, why }: ChangeSession, journeyId: string, isOn: boolean) {
  const deps = await open()
  await currentJourney(deps, journeyId)
  const { shelves } = withReflections(deps)
  const what = `reflections ${isOn ? 'on' : 'off'}`
  const sharing = await shelves.of(journeyId)
  if (isOn && sharing.isRestored) throw new OperatorProblem(notTakenIn)
  await audited(deps, { what, about: { journey: journeyId }, why }, async () => {
    const looked = isOn && { lookedAt: deps.clock.now(), lookedBy: await deps.who() }
    if (!(await shelves.change(sharing, { isOn, ...looked })))
      throw new OperatorProblem(
        'Somebody else changed it at the same moment. Nothing was changed here; try again.',
      )
    return { value: undefined }
  })
  const words = isOn
    ? 'Learners can share excerpts within 10 seconds. Nobody is shown one before a person has approved it.'
    : offInWords(sharing.isOn)
  return { value: { journey: journeyId, isOn }, lines: () => [words] }
}

const turning = (name: 'on' | 'off', summary: string, reason: string) =>
  change({
    name: `reflections ${name}`,
    summary,
    examples: [`reflections ${name} shiftworks --stage prod --reason "${reason}"`],
    does: 'changes',
    inputs: { journey },
    console: {
      forms: [
        {
          at: `/reflections/{journey}/${name}`,
          section: 'Reflections',
          back: { path: '/reflections', words: 'Back to what learners share' },
        },
      ],
    },
    ask: (_session, input) => ({
      question: `Turn the sharing of excerpts ${name} in ${input.journey}?`,
      effects: [
        name === 'on'
          ? 'Learners are offered to share excerpts, which wait for a moderator.'
          : 'Nothing can be shared, and no voice is shown. What is shared and approved is kept.',
      ],
      button: `Turn it ${name}`,
    }),
    run: (session, input) => switchSharing(session, input.journey, name === 'on'),
  })

/** Lets learners of a journey share. */
export const reflectionsOn = turning(
  'on',
  'let learners of a journey share excerpts of what they write',
  'moderators are ready',
)
/** Hides all voices of a journey, and lets nobody share. */
export const reflectionsOff = turning(
  'off',
  'hide all voices of a journey, and let nobody share',
  'nobody can read excerpts this month',
)

const lineOf = ({ id: voice, module, sector, text: words, declinedBefore }: ToRead): string[] => [
  `${voice}  ${module}, ${sector ?? 'sector not said'}${declinedBefore > 0 ? `, ${declinedInWords(declinedBefore)}` : ''}`,
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
  console: { pages: async () => (await import('../console/pages/reflections.ts')).reflectionRoutes },
  async run({ open, says }, { atRisk = false, ...wish }) {
    const { toRead, remarks, none } = await look(await open(), { ...wish, atRisk })
    for (const remark of remarks) says(remark)
    return { value: toRead, lines: () => (toRead.length > 0 ? toRead.flatMap(lineOf) : [none]) }
  },
})

async function decideOn({ open, why }: ChangeSession, voice: string, verdict: Verdict) {
  const deps = await open()
  const { isDone, words, writer } = await decide(deps, { voice, verdict, why })
  if (!isDone) throw new OperatorProblem(words)
  const whose = writer
    ? [`Its writer is ${writer}. Who that is: ${commandLine(deps.system, 'learner', writer)}`]
    : []
  return { value: { id: voice, ...(writer && { learner: writer }) }, lines: () => [words, ...whose] }
}

/** Makes the same decision on each excerpt. A failure is reported, and the others go on. */
async function decideOnEach(
  { open, why, progress }: ChangeSession,
  voices: readonly string[],
  verdict: Verdict,
) {
  const decisions = voices.map(voice => ({ voice, verdict, why }))
  const decided = await decideAll(await open(), decisions, { progress })
  return {
    value: decided.map(({ voice, isDone, words }) => ({ id: voice, isDone, words })),
    lines: () => decided.map(({ voice, words }) => `${voice}  ${words}`),
    exitCode: decided.every(({ isDone }) => isDone) ? exitCodes.ok : exitCodes.trouble,
  }
}

const these = (all: readonly string[]): string =>
  all.length === 1 ? 'this excerpt' : `these ${all.length} excerpts`

const asking = (question: string, effect: string, button: string) => ({ question, effects: [effect], button })

/** Shows an excerpt to others. */
export const reflectionsApprove = change({
  name: 'reflections approve',
  summary: 'show excerpts to learners elsewhere',
  examples: ['reflections approve 0123456789abcdefghijklmn --stage prod --reason "read"'],
  does: 'changes',
  inputs: { ids },
  console: onItsPage,
  ask: (_session, input) =>
    asking(
      `Show ${these(input.ids)} to others?`,
      'What is approved stands on its shelf within 10 seconds.',
      'Approve',
    ),
  run: (session, input) => decideOnEach(session, input.ids, { is: 'approve' }),
})

/** Does not show an excerpt. */
export const reflectionsDecline = change({
  name: 'reflections decline',
  summary: 'do not show excerpts, for one of a few reasons that their writers read',
  examples: [
    'reflections decline 0123456789abcdefghijklmn --because case-detail --stage prod --reason "read"',
  ],
  does: 'changes',
  inputs: { ids, because: neededOption('--because <reason>', 'what its writer is told', DeclineReason) },
  console: onItsPage,
  ask: (_session, input) =>
    asking(`Decline ${these(input.ids)}?`, 'Who wrote it reads why behind the private link.', 'Decline'),
  run: (session, input) => decideOnEach(session, input.ids, { is: 'decline', reason: input.because }),
})

/** Proposes a redacted text to the writer of an excerpt. */
export const reflectionsRedact = change({
  name: 'reflections redact',
  summary: 'propose other words, to which its writer agrees first',
  examples: [
    'reflections redact 0123456789abcdefghijklmn --words "Somebody smiled." --stage prod --reason "a name"',
  ],
  does: 'changes',
  inputs: {
    id,
    words: neededOption('--words <text>', 'what would be shown', proposedWords),
  },
  console: onItsPage,
  ask: () =>
    asking('Propose these words?', 'Once its writer agrees, they wait to be approved.', 'Propose them'),
  run: (session, input) => decideOn(session, input.id, { is: 'redact', proposal: input.words }),
})

/** Takes an excerpt out of the queue of words of risk, and says who its writer is. */
export const reflectionsEscalate = change({
  name: 'reflections escalate',
  summary: 'do not show an excerpt, and say whose it is, to pass on what worries you',
  help: 'Its writer reads that somebody responsible has been told: tell them.',
  examples: [
    'reflections escalate 0123456789abcdefghijklmn --stage prod --reason "speaks of harm to themselves"',
  ],
  does: 'changes',
  inputs: { id },
  console: onItsPage,
  ask: () => asking('Escalate this excerpt?', 'You are told the random id of its writer.', 'Escalate it'),
  run: (session, input) => decideOn(session, input.id, { is: 'escalate' }),
})
