import type { Journey } from '../../../shared/domain/journey.ts'
import { type Learner, newLearner } from '../../../shared/domain/learner.ts'
import { cellName, type Snapshot } from '../../../shared/domain/mirror-snapshot.ts'
import type { Voice } from '../../../shared/domain/reflections/shelf.ts'

/** Two made-up voices. */
export const sampleVoices: readonly Voice[] = [
  {
    id: 'preview'.padStart(24, '0'),
    by: 'nobody'.padStart(24, '0'),
    text: 'I asked the driver what he sees that we don’t. “The step at the door,” he said. We put it in the notes now.',
    sector: 'nhs-hospital',
    isNamed: true,
    at: 0,
  },
  {
    id: 'preview'.padStart(24, '1'),
    by: 'nobody'.padStart(24, '1'),
    text: 'It was only a phone call that I was making anyway.\nThe answer stung a little, and she was right.',
    isNamed: false,
    at: 0,
  },
]

const about = 'ambulance' as const

/** A reader with this many modules done, whose guesses get better each time. */
export function sampleReader({ id, modules }: Journey, before: number): Learner {
  const had = modules.slice(0, before)
  const asked = had.filter(({ question }) => question)
  const replies = asked.map(({ id, question }, at) => {
    const guess = Math.min(6, 3 + at)
    return [id, { question: question?.version ?? '', answer: 0, guess, about, day: 0 }] as const
  })
  const enrolment = {
    journeyId: id,
    epoch: 'preview',
    phase: { is: 'waiting' as const, since: 0 },
    emailed: had.map(module => module.id),
    done: had.map(module => module.id),
    emailCount: 0,
    replies: Object.fromEntries(replies),
  }
  return { ...newLearner('preview', 'preview'), enrolments: { [id]: enrolment } }
}

/** Answers to every question: seven of ten in the ambulance services chose the option that others guess about. */
export function sampleSnapshot({ modules }: Journey): Snapshot {
  const cells = modules.flatMap(({ id, question }) => {
    if (!question) return []
    const { length } = question.options
    const counts = question.options.map((_, option) => (option === question.guess ? 7 * (length - 1) : 3))
    return [[cellName(id, question.version, about), { counts, day: 0, since: 0 }] as const]
  })
  return { at: 0, people: [about], cells: Object.fromEntries(cells) }
}
