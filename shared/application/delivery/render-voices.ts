import type { Learner } from '../../domain/learner.ts'
import { sectorSaid, type Voice } from '../../domain/reflections/shelf.ts'
import { emailTextsFor } from '../../texts/email-texts-for.ts'
import { escapeHtml } from '../../web/html.ts'
import { filledStyles as styles, withBlankLines } from './filled-styles.ts'
import { modulePageUrl, type RenderContext } from './render-context.ts'
import { typedAsHtml, typedAsQuote } from './typed-text.ts'

/** The texts around voices. */
function wordsFor({ heard, language }: RenderContext) {
  const { voices, others } = emailTextsFor(language)
  const { heading, lead, say } = voices
  return {
    heading: heading(heard?.module.title ?? ''),
    lead,
    say,
    from: (voice: Voice) => others.from(sectorSaid(voice)),
  }
}

/** The page to thank for a voice or report it. */
const voicesUrl = (learner: Learner, { id }: { id: string }, context: RenderContext): string =>
  `${modulePageUrl(learner, id, context)}#voices`

/** Each voice is a block of its own, isolated in its writing direction. */
const asHtml = (voice: Voice, from: string): string =>
  `<blockquote style="${styles.quote}"><div dir="auto"><p style="${styles.words}">${typedAsHtml(voice.text)}</p></div><p style="${styles.small}">${escapeHtml(from)}</p></blockquote>`

function voicesHtml(learner: Learner, context: RenderContext): string {
  const { heard } = context
  if (!heard) return ''
  const { heading, lead, say, from } = wordsFor(context)
  const url = voicesUrl(learner, heard.module, context)
  return [
    `<h2 style="${styles.heading}">${escapeHtml(heading)}</h2>`,
    `<p style="${styles.paragraph}">${escapeHtml(lead)}</p>`,
    ...heard.voices.map(voice => asHtml(voice, from(voice))),
    `<p style="${styles.paragraph}"><a href="${url}">${escapeHtml(say)}</a></p>`,
  ].join('')
}

function voicesText(learner: Learner, context: RenderContext): string {
  const { heard } = context
  if (!heard) return ''
  const { heading, lead, say, from } = wordsFor(context)
  return withBlankLines([
    `${heading}\n${'-'.repeat(heading.length)}`,
    lead,
    ...heard.voices.map(voice => `${typedAsQuote(voice.text)}\n${from(voice)}`),
    `${say}:\n${voicesUrl(learner, heard.module, context)}`,
  ])
}

/** What others shared about the previous module, under a heading; empty if nobody did. */
export const voiceValues = (learner: Learner, context: RenderContext) => ({
  voicesHtml: () => voicesHtml(learner, context),
  voicesText: () => voicesText(learner, context),
})
