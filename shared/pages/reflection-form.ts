import type { ReflectionTexts, TextProblem } from '../texts/reflection-texts.ts'
import { type Html, html } from '../web/html.ts'
import { actionForm } from './components/action-form.ts'
import { errorSummary } from './components/error-summary.ts'
import { fold } from './components/fold.ts'
import { checkbox, textArea } from './components/form-fields.ts'
import { paragraphs } from './components/section.ts'
import { type Site, statementUrl } from './site.ts'

/** A text that was not accepted, and why. */
export interface SentReflection {
  text: string
  excerpt: string
  /** They want it on the public page too. */
  isPublic: boolean
  problems: { text?: TextProblem; excerpt?: TextProblem; remove?: TextProblem }
  /** The words in it that might identify somebody. */
  marked: readonly string[]
}

/** The form under a module's open question: to write, and to share an excerpt. */
export interface ReflectionView {
  /** Whether sharing is on in this journey. */
  isOn: boolean
  /** The text that was just stored, and whether an excerpt is shared. */
  kept?: { shared: boolean }
  sent?: SentReflection
  hasRisk?: boolean
  /** How people of this journey speak up at work, if it says so. */
  speakingUp?: string
}

/**
 * The fields in a fold, as part of the form that completes a module.
 * @param question the open question of the module.
 */
export const foldedFields = (site: Site, view: ReflectionView, question: string): Html =>
  fold({ summary: site.texts.pages.reflections.form.heading, content: fields(site, view, question) })

/** Says that a text is stored, and who reads it. */
export const keptInWords = (
  { kept: { title, text }, shared }: ReflectionTexts['form'],
  kept: ReflectionView['kept'],
): { title: string; text: string } => ({ title, text: kept?.shared ? `${shared} ${text}` : text })

/** For a completed module: what was just stored, or the form again. */
export function reflectionSection(
  site: Site,
  view: ReflectionView,
  { here, token, question }: { here: string; token: string; question: string },
): Html {
  const { form } = site.texts.pages.reflections
  const { kept, sent } = view
  if (kept && !sent) {
    const { title, text } = keptInWords(form, kept)
    return html`<section class="app-prose"><h2 class="govuk-heading-m">${title}</h2>${paragraphs([text])}</section>`
  }
  const content = actionForm({
    to: here,
    hidden: { t: token, action: 'reflect' },
    content: fields(site, view, question),
    button: { text: form.button, kind: 'secondary' },
  })
  return html`${problems(site, view)}${fold({ summary: form.heading, content, isOpen: sent !== undefined })}`
}

/** The errors above the form, and where help is, since browsers scroll to this place. */
function problems(site: Site, view: ReflectionView): Html | false {
  const { sent, kept } = view
  if (!sent) return false
  const { reflections, frame } = site.texts.pages
  const said = (problem: TextProblem | undefined) => problem && reflections.form.problems[problem]
  const { text, excerpt } = sent.problems
  const errors = {
    ...(text && { reflection: said(text) }),
    ...(excerpt && { excerpt: said(excerpt) }),
  }
  return html`${errorSummary(frame.errorSummary, errors)}${help(site, view)}${paragraphs([kept ? reflections.form.notShared : reflections.form.notKept])}`
}

function fields(site: Site, { isOn, sent }: ReflectionView, question: string): Html {
  const { texts } = site
  const { form } = texts.pages.reflections
  const { errorPrefix } = texts.pages.frame
  const said = (problem: TextProblem | undefined) => problem && form.problems[problem]
  return html`${sent && markedWords(site, sent)}
${textArea({ name: 'reflection', field: { label: question, hint: isOn ? form.hint : form.hintAlone }, rows: 5, value: sent?.text, error: said(sent?.problems.text), errorPrefix })}
${isOn && textArea({ name: 'excerpt', field: form.excerpt, rows: 3, value: sent?.excerpt, error: said(sent?.problems.excerpt), errorPrefix })}
${isOn && checkbox({ name: 'public', field: form.everybody, checked: sent?.isPublic === true, errorPrefix })}
${sent && sent.marked.length > 0 && checkbox({ name: 'sure', field: form.sure, errorPrefix })}
${isOn && html`${paragraphs(form.promises)}<p class="govuk-body"><a class="govuk-link" href="${statementUrl(site, 'sharing')}">${form.policy}</a></p>`}`
}

/** The words that the writer should check. */
export const markedWords = ({ texts }: Pick<Site, 'texts'>, { marked }: SentReflection): Html[] =>
  marked.map(words => html`<p class="govuk-body">${texts.pages.reflections.form.marked(words)}</p>`)

/** Where help is, for a text with words of risk. */
export function help(
  { texts }: Site,
  { hasRisk, speakingUp }: Pick<ReflectionView, 'hasRisk' | 'speakingUp'>,
): Html | false {
  if (!hasRisk) return false
  const { title, urgent, speakingUp: usual, noReport } = texts.pages.reflections.help
  const items = [...urgent, speakingUp ?? usual, noReport]
  return html`<aside class="app-short" aria-labelledby="help"><h2 class="govuk-heading-s" id="help">${title}</h2>
<ul class="govuk-list govuk-list--bullet">${items.map(item => html`<li>${item}</li>`)}</ul></aside>`
}
