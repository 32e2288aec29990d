import type { Draw } from './people.ts'

const openings = [
  'I asked somebody on the other side of the corridor',
  'At the end of a long shift I asked a colleague',
  'I waited for a quiet minute and asked the person beside me',
  'Nobody had asked me, so I asked the others',
  'On the way to the car park I asked a volunteer',
  'While the kettle boiled I asked the newest of us',
  'I rang the other service and asked',
  'Before the handover I asked the one who says least',
]

const questions = [
  'what gets in the way every day',
  'what they would change first',
  'what they see that I never see',
  'what they are proud of',
  'what would make tomorrow easier',
  'who helps them when it gets busy',
]

const endings = [
  'The answer took a minute, and I have thought about it all week.',
  'It was something that I could change on the spot.',
  'We had both been working round the same thing.',
  'Nobody had ever asked them that before.',
  'They laughed, and then they told me a great deal.',
  'I had believed the opposite for years.',
  'I wrote it down, and we try it from Monday on.',
]

/** A text with words of risk, which moderators read first. */
const atRisk =
  'A visitor threatened me in the corridor last week. I asked the others, and it has happened to most of us.'

/** One text in this many has words of risk. */
const oneAtRiskIn = 120

/** The answer of a made-up person to a module's open question. */
export function writtenBy(draw: Draw, email: string, moduleId: string): string {
  const of = (what: string, all: readonly string[]): string =>
    all[Math.floor(draw(what, email, moduleId) * all.length)] ?? ''
  if (draw('risk', email, moduleId) < 1 / oneAtRiskIn) return atRisk
  return `${of('opening', openings)} ${of('question', questions)}. ${of('ending', endings)}`
}
