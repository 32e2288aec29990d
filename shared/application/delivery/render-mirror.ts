import type { Learner } from '../../domain/learner.ts'
import {
  guessError,
  guessesToReveal,
  guessesWithTruth,
  type RevealedGuess,
} from '../../domain/revealed-guesses.ts'
import { emailTextsFor } from '../../texts/email-texts-for.ts'
import { wrap } from '../../texts/wrap.ts'
import { escapeHtml } from '../../web/html.ts'
import { filledStyles as styles, withBlankLines } from './filled-styles.ts'
import type { RenderContext } from './render-context.ts'

type Guesses = typeof guessesToReveal

/** The learner's guesses in an email's journey whose truth is shown. */
function guessesOf(
  { enrolments }: Learner,
  { journey, snapshot }: RenderContext,
  which: Guesses,
): RevealedGuess[] {
  const enrolment = enrolments[journey.id]
  return enrolment && snapshot ? which(enrolment, journey, snapshot) : []
}

/** The line about each guess. */
function linesOf(learner: Learner, context: RenderContext): string[] {
  const { guesses, others } = emailTextsFor(context.language)
  const { tenths, people } = others
  return guessesOf(learner, context, guessesToReveal).map(told => {
    const { question, about, guess, truth } = told
    const option = question.options[question.guess] ?? ''
    const guessed = others.guessed(people[about], option, tenths(guess), tenths(truth), guessError(told))
    return guesses.told(question.text, guessed)
  })
}

/** All guesses of a journey in words. */
function listOf(learner: Learner, context: RenderContext) {
  const { guesses: words, others } = emailTextsFor(context.language)
  const { tenths, people } = others
  const all = guessesOf(learner, context, guessesWithTruth)
  const [first, last] = [all[0], all.at(-1)]
  const lead = first && last && first !== last && words.lead(guessError(first), guessError(last))
  const rows = all.map(({ module, question, about, guess, truth }) => ({
    module: module.title,
    of: words.of(question.text, people[about], question.options[question.guess] ?? ''),
    guess: tenths(guess),
    truth: tenths(truth),
  }))
  return { words, rows, lead: lead ? [lead] : [] }
}

function guessesHtml(learner: Learner, context: RenderContext): string {
  const { words, rows, lead } = listOf(learner, context)
  if (rows.length === 0) return ''
  const cell = (text: string) => `<td style="${styles.cell}">${escapeHtml(text)}</td>`
  const columns = [words.module, words.guess, words.truth]
  return [
    `<h2 style="${styles.heading}">${escapeHtml(words.heading)}</h2>`,
    ...lead.map(text => `<p style="${styles.paragraph}">${escapeHtml(text)}</p>`),
    `<table style="${styles.table}"><thead><tr>`,
    ...columns.map(
      (text, at) =>
        `<th scope="col" style="${styles.cell}${at > 0 ? ';width:22%' : ''}">${escapeHtml(text)}</th>`,
    ),
    '</tr></thead><tbody>',
    ...rows.map(
      ({ module, of, guess, truth }) =>
        `<tr><th scope="row" style="${styles.cell};font-weight:normal"><strong>${escapeHtml(module)}</strong><br>${escapeHtml(of)}</th>${cell(guess)}${cell(truth)}</tr>`,
    ),
    '</tbody></table>',
  ].join('')
}

function guessesText(learner: Learner, context: RenderContext): string {
  const { words, rows, lead } = listOf(learner, context)
  if (rows.length === 0) return ''
  return withBlankLines([
    `${words.heading}\n${'-'.repeat(words.heading.length)}`,
    ...lead.map(text => wrap(text)),
    ...rows.map(
      ({ module, of, guess, truth }) =>
        `${wrap(module)}\n${wrap(of)}\n${words.guess}: ${guess}. ${words.truth}: ${truth}.`,
    ),
  ])
}

/** The learner's guesses beside the truth: the new ones, or all of them for the journey's last email. */
export const mirrorValues = (learner: Learner, context: RenderContext) => ({
  mirrorHtml: () =>
    linesOf(learner, context)
      .map(line => `<p style="${styles.paragraph}">${escapeHtml(line)}</p>`)
      .join(''),
  mirrorText: () => withBlankLines(linesOf(learner, context).map(line => wrap(line))),
  guessesHtml: () => guessesHtml(learner, context),
  guessesText: () => guessesText(learner, context),
})
