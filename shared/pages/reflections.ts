import type { ReflectionNotice } from '../contracts/notice.ts'
import type { Instant, JourneyId, ModuleId } from '../domain/ids.ts'
import { type Bars, barredFor } from '../domain/reflections/bars.ts'
import type { Sharing } from '../domain/reflections/reflection.ts'
import { fewestThanksShown } from '../domain/reflections/shelf.ts'
import type { TextProblem } from '../texts/reflection-texts.ts'
import { type Html, html } from '../web/html.ts'
import { actionForm } from './components/action-form.ts'
import { checkbox, textArea } from './components/form-fields.ts'
import { notice } from './components/notice.ts'
import { paragraphs } from './components/section.ts'
import { layout } from './layout.ts'
import { help, markedWords, type SentReflection } from './reflection-form.ts'
import type { Site } from './site.ts'
import { toMyJourney } from './to-my-journey.ts'

/** A learner's text, as only its writer sees it. */
export interface OwnText {
  journey: JourneyId
  module: ModuleId
  title: string
  text: string
  sharing: Sharing
  /** No moderator read the excerpt in time. */
  isUnread: boolean
  thanks: number
  /** Whether sharing is on in the journey. */
  isOn: boolean
  sent?: SentReflection
}

/** All texts of a learner. */
export interface ReflectionsView {
  token: string
  texts: readonly OwnText[]
  /** The number of texts that cannot be read. */
  notRead: number
  notice?: ReflectionNotice
  /** The text that was just sent contains words of risk. */
  hasRisk?: boolean
  /** Privileges lost by abuse. Undefined if they cannot be read; then nothing that they may cover is offered. */
  bars: Bars | undefined
  /** How people of that journey speak up at work, if it says so. */
  speakingUp?: string
}

export function reflectionsPage(site: Site, view: ReflectionsView): string {
  const { page } = site.texts.pages.reflections
  const { frame } = site.texts.pages
  return layout(site, {
    title: page.title,
    failed: view.texts.some(({ sent }) => sent),
    main: html`<div class="app-prose">${view.notice && notice({ label: frame.saved, title: page.saved[view.notice], kind: 'success' })}
${help(site, view)}
${view.bars && barNotices(site, view.bars)}
<h1 class="govuk-heading-l">${page.title}</h1>
<p class="govuk-body-l">${view.texts.length + view.notRead > 0 ? page.lead : page.none}</p>
${view.notRead > 0 && paragraphs([page.notRead(view.notRead)])}
${view.texts.map(text => ownText(site, view.token, text, view.bars !== undefined && view.bars.sharing === undefined))}
${toMyJourney(site, view.token)}</div>`,
  })
}

/** The lost privileges, until when, and whom to contact. */
function barNotices({ texts, operator }: Site, bars: Bars): Html[] {
  const { label, ...words } = texts.pages.reflections.page.bars
  const days = new Intl.DateTimeFormat(texts.language, { dateStyle: 'long', timeZone: 'UTC' })
  const one = (of: 'sharing' | 'reporting', since: Instant) =>
    notice({
      id: of,
      label,
      title: words[of].title,
      text: words[of].text(days.format(since + barredFor), operator.contact),
    })
  return [
    ...(bars.sharing === undefined ? [] : [one('sharing', bars.sharing)]),
    ...(bars.reporting === undefined ? [] : [one('reporting', bars.reporting)]),
  ]
}

type Action = 'save' | 'share' | 'take-back' | 'remove' | 'agree'

function ownText(site: Site, token: string, text: OwnText, mayShare: boolean): Html {
  const { page, form } = site.texts.pages.reflections
  const { errorPrefix } = site.texts.pages.frame
  const { journey, module, sent } = text
  const press = (action: Action, words: string, content?: Html, kind?: 'secondary' | 'warning') =>
    actionForm({
      to: '/reflections',
      hidden: { t: token, action, journey, module },
      ...(content && { content }),
      button: { text: words, about: text.title, ...(kind && { kind }) },
    })
  const error = (problem: TextProblem | undefined) => problem && form.problems[problem]
  const sure =
    sent &&
    sent.marked.length > 0 &&
    html`${markedWords(site, sent)}
${checkbox({ name: 'sure', id: `sure-${journey}-${module}`, field: form.sure, errorPrefix })}`
  const area = textArea({
    name: 'reflection',
    id: `text-${journey}-${module}`,
    field: { label: page.text },
    rows: 5,
    value: sent?.text || text.text,
    error: error(sent?.problems.text),
    errorPrefix,
  })
  const meant = checkbox({
    name: 'confirm',
    id: `confirm-${journey}-${module}`,
    field: { label: page.removeConfirm },
    error: error(sent?.problems.remove),
    errorPrefix,
  })
  return html`<section class="app-card"><h2 class="govuk-heading-m">${text.title}</h2>
${press('save', page.save, html`${area}${sent?.problems.text && sure}`, 'secondary')}
${(text.isOn || text.sharing.is !== 'private') && sharingState(site, text)}
${text.sharing.is === 'redaction-proposed' && press('agree', page.agree)}
${mayShare && text.isOn && canShare(text) && press('share', page.share, html`${excerptArea(site, text)}${everybody(site, text)}${sent?.problems.excerpt && sure}${paragraphs(form.promises)}`)}
${text.sharing.is !== 'private' && press('take-back', page.takeBack, undefined, 'secondary')}
${press('remove', page.remove, meant, 'warning')}</section>`
}

const canShare = ({ sharing, isUnread }: OwnText): boolean =>
  sharing.is === 'private' || sharing.is === 'declined' || isUnread

const everybody = ({ texts }: Site, { journey, module, sent }: OwnText): Html =>
  checkbox({
    name: 'public',
    id: `public-${journey}-${module}`,
    field: texts.pages.reflections.form.everybody,
    checked: sent?.isPublic === true,
    errorPrefix: texts.pages.frame.errorPrefix,
  })

function excerptArea({ texts }: Site, { journey, module, sent }: OwnText): Html {
  const { page, form } = texts.pages.reflections
  const problem = sent?.problems.excerpt
  return textArea({
    name: 'excerpt',
    id: `excerpt-${journey}-${module}`,
    field: page.excerpt,
    rows: 3,
    value: sent?.excerpt,
    error: problem && form.problems[problem],
    errorPrefix: texts.pages.frame.errorPrefix,
  })
}

/** The state of a text's excerpt. */
function sharingState({ texts }: Site, { sharing, isUnread, thanks }: OwnText): Html {
  const { page } = texts.pages.reflections
  if (sharing.is === 'private') return html`<p class="govuk-body">${page.states.private}</p>`
  const quoted = (words: string) =>
    html`<div class="app-module"><blockquote><p><bdi>${words}</bdi></p></blockquote></div>`
  return html`<p class="govuk-body">${page.states[isUnread ? 'unread' : sharing.is]}</p>
${quoted(sharing.excerpt)}
${sharing.isPublic && paragraphs([page.everybody])}
${sharing.is === 'declined' && paragraphs([page.reasons[sharing.reason]])}
${sharing.is === 'redaction-proposed' && html`${paragraphs([page.proposal])}${quoted(sharing.proposal)}`}
${thanks >= fewestThanksShown && paragraphs([page.thanked(thanks)])}`
}
