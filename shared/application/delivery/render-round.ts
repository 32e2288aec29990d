import type { Learner } from '../../domain/learner.ts'
import { emailTextsFor } from '../../texts/email-texts-for.ts'
import { wrap } from '../../texts/wrap.ts'
import { escapeHtml } from '../../web/html.ts'
import { before, filledStyles as styles, withBlankLines } from './filled-styles.ts'
import { linkOf, type RenderContext } from './render-context.ts'

/** The address of the page to join a round. It opens by the link to “My journey”; joining needs a press there. */
function roundUrl(learner: Learner, { links, publicUrl, now, journey }: RenderContext): string {
  const token = links.token({ purpose: 'preferences', ...linkOf(learner), mailedAt: now })
  return `${publicUrl}/rounds/${journey.id}?t=${token}`
}

function roundHtml(learner: Learner, context: RenderContext): string {
  if (!context.offersRound) return ''
  const { heading, text, link } = emailTextsFor(context.language).round
  return [
    `<h2 style="${styles.heading}">${escapeHtml(heading)}</h2>`,
    `<p style="${styles.paragraph}">${escapeHtml(text)}</p>`,
    `<p style="${styles.paragraph}"><a href="${roundUrl(learner, context)}">${escapeHtml(link)}</a></p>`,
  ].join('')
}

function roundText(learner: Learner, context: RenderContext): string {
  if (!context.offersRound) return ''
  const { heading, text, link } = emailTextsFor(context.language).round
  return withBlankLines([
    `${heading}\n${'-'.repeat(heading.length)}`,
    wrap(text),
    before(link, roundUrl(learner, context)),
  ])
}

/** The offer to join a round; empty for learners who are not offered one. */
export const roundValues = (learner: Learner, context: RenderContext) => ({
  roundHtml: () => roundHtml(learner, context),
  roundText: () => roundText(learner, context),
})
