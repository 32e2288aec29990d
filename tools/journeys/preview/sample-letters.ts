import type { Introduced, LetterFacts } from '../../../shared/application/circles/letter-facts.ts'
import type { RenderContext } from '../../../shared/application/delivery/render-context.ts'
import { renderLetter } from '../../../shared/application/delivery/render-letter.ts'
import { day } from '../../../shared/domain/duration.ts'
import type { CircleLetterKind } from '../../../shared/domain/email-kind-groups.ts'
import { circleLetterKinds } from '../../../shared/domain/email-kind-groups.ts'
import type { Learner } from '../../../shared/domain/learner.ts'

const others: readonly Introduced[] = [
  { name: 'Alex', sector: 'ambulance', work: 'emergency-response', email: 'alex@example.org' },
  {
    name: 'Ngọc Ánh',
    sector: 'social-care',
    work: 'care-and-support',
    email: 'an.address.that.is.rather.long@hospital.example.org',
  },
  { name: 'Jo', sector: 'student', work: 'studying', email: 'jo@example.org' },
]

type Said = Exclude<LetterFacts, { is: 'moot' }>

/** Sample facts for each letter about a group. */
const facts: Readonly<Record<CircleLetterKind, Said>> = {
  'circle-proposal': {
    is: 'proposal',
    others: others.map(({ email: _, ...card }) => card),
    until: 6 * day,
  },
  'circle-introduction': {
    is: 'introduction',
    others,
    host: 'Alex',
    question: 'Who sees something in your work that you cannot see from where you stand?',
  },
  'circle-hosting': { is: 'hosting', others },
  'circle-ended': { is: 'ended', why: 'over' },
  'circle-nobody': { is: 'nobody', why: 'waits' },
}

const isLetter = (key: string): key is CircleLetterKind => circleLetterKinds.some(kind => kind === key)

/** A sample of a letter about a group; empty for any other email. */
export function sampleLetter(key: string, reader: Learner, context: RenderContext) {
  if (!isLetter(key)) return {}
  const email = { id: 'preview', kind: key, journeyId: context.journey.id, group: 'preview.1', occurrence: 0 }
  const { html, text } = renderLetter(reader, email, facts[key], context)
  return { circleHtml: html, circleText: text }
}
