import type { FieldProblem } from '../contracts/form-problems.ts'
import type { JourneyNotice } from '../contracts/notice.ts'
import type { LikedTimes } from '../domain/preferences.ts'
import { accountTextsFor } from '../texts/account-texts-for.ts'
import { myJourneyTextsFor } from '../texts/my-journey-texts-for.ts'
import { type Html, html } from '../web/html.ts'
import { actionForm } from './components/action-form.ts'
import { errorSummary, errorsByField } from './components/error-summary.ts'
import { fold } from './components/fold.ts'
import { notice } from './components/notice.ts'
import { paragraphs } from './components/section.ts'
import { layout } from './layout.ts'
import { messageLink } from './messages.ts'
import { type JourneyBlock, journeyBlock } from './my-journey-block.ts'
import { closedSection, privateSection } from './my-journey-private.ts'
import { type Times, timesForm } from './my-journey-times.ts'
import { bringUrl, type Site } from './site.ts'

/** “My journey” of a learner, with the result of the button that they pressed. */
export interface MyJourneyView {
  token: string
  journeys: readonly JourneyBlock[]
  /** The stored preferences, for the reasons of due times. */
  liked: LikedTimes
  times: Times
  /** The result of the last press. */
  notice?: JourneyNotice
  /** The title of the journey that the press was about, if they have several. */
  ofJourney?: string
  /** No email can reach them. */
  isUnreachable?: boolean
  problems?: readonly FieldProblem[]
  /** The page was opened by the private link (30 minutes): shows change of address, download and erasure. */
  isPrivate: boolean
}

/**
 * The learner's journeys: progress, what comes next and why then, modules so far; preferred times, pausing and
 * leaving; with a private link, sensitive actions. No name and no address, because emails get forwarded.
 */
export function myJourneyPage(site: Site, view: MyJourneyView): string {
  const { problems: sentences, frame } = site.texts.pages
  const myJourney = myJourneyTextsFor(site.texts.language)
  const errors = errorsByField(view.problems ?? [], sentences)
  const { token, isPrivate, isUnreachable = false, liked, journeys } = view
  const firstPaused = journeys.find(block => block.state === 'paused')
  const own = privateSection(site, { token, errors })
  return layout(site, {
    title: myJourney.title,
    failed: (view.problems ?? []).length > 0,
    main: html`${errorSummary(frame.errorSummary, errors)}
${news(site, view)}
<h1 class="govuk-heading-xl">${myJourney.title}</h1>
<p class="govuk-body-l">${myJourney.lead}</p>
${isPrivate && own}
${journeys.map(block => journeyBlock(site, { token, liked, isUnreachable }, block, block === firstPaused))}
${invitationOffer(site, token)}
<div class="app-card">${timesForm(site, token, view.times, errors)}
${!isPrivate && closedSection(site, token)}
${leave(site, token)}</div>`,
  })
}

const invitationOffer = ({ texts }: Site, token: string): Html => {
  const { heading, text, link } = myJourneyTextsFor(texts.language).bring
  return html`<section class="app-card"><h2 class="govuk-heading-m">${heading}</h2>${paragraphs([text])}
${messageLink(bringUrl(token), link)}</section>`
}

/** Presses without an effect, whose notices say why and are not green. */
const withoutChange: readonly JourneyNotice[] = [
  'journey-over',
  'next-on-its-way',
  'next-is-here',
  'next-at-rest',
  'next-on-a-break',
  'next-none',
]

/** The result of the button, and what the learner has to know. */
function news({ texts }: Site, { notice: said, ofJourney, isUnreachable }: MyJourneyView): Html {
  const { frame, unreachable } = texts.pages
  const kind = said && withoutChange.includes(said) ? 'answer' : 'success'
  const label = kind === 'answer' ? frame.notice : frame.saved
  return html`${said && notice({ label, ...inWords(texts, said, ofJourney), kind })}
${isUnreachable && notice({ label: frame.notice, ...unreachable })}`
}

function inWords(
  { language }: Site['texts'],
  said: JourneyNotice,
  ofJourney: string | undefined,
): { title: string; text?: string } {
  if (said !== 'private-link-mailed')
    return {
      title: myJourneyTextsFor(language).saved[said],
      ...(ofJourney !== undefined && { text: ofJourney }),
    }
  const { title, paragraphs } = accountTextsFor(language).privateLinkSent
  return { title, text: paragraphs.join(' ') }
}

const leave = ({ texts }: Site, token: string): Html => {
  const { heading, paragraphs: said, button } = myJourneyTextsFor(texts.language).leave
  return fold({
    summary: heading,
    content: html`${paragraphs(said)}
${actionForm({ to: '/my-journey', hidden: { t: token, action: 'leave' }, button: { text: button, kind: 'warning' } })}`,
  })
}
